package watchbill.exporter.bus;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose a consumer is by its name, where a fleet names its consumers after its agents: a pattern
/// with `{agent}`, and `{tenant}` where it is not fixed, such as `{tenant}-{agent}-tasks`. Names
/// that do not fit are nobody's.
public final class ConsumerNames {
  /// Whose a consumer is; both empty when nobody's.
  public record Owner(String tenant, String agent) {
    static final Owner NOBODY = new Owner("", "");
  }

  private static final String AGENT = "{agent}";
  private static final String TENANT = "{tenant}";

  private final String text;
  private final String fixedTenant;
  private final Pattern pattern;

  private ConsumerNames(String text, String fixedTenant) {
    this.text = text;
    this.fixedTenant = fixedTenant;
    String quoted = Pattern.quote(text);
    this.pattern =
        Pattern.compile(
            quoted.replace(AGENT, "\\E(?<agent>.+)\\Q").replace(TENANT, "\\E(?<tenant>[^-_]+)\\Q"));
  }

  /// The names that fit this pattern; nothing when it is none.
  ///
  /// @param fixedTenant whose all are when the pattern does not name a tenant
  public static Optional<ConsumerNames> of(String pattern, String fixedTenant) {
    boolean fits =
        count(pattern, AGENT) == 1
            && count(pattern, TENANT) == (fixedTenant.isEmpty() ? 1 : 0)
            && !pattern.contains("\\");
    return fits ? Optional.of(new ConsumerNames(pattern, fixedTenant)) : Optional.empty();
  }

  /// Whose this consumer is.
  Owner ownerOf(String consumer) {
    Matcher matcher = pattern.matcher(consumer);
    if (!matcher.matches()) {
      return Owner.NOBODY;
    }
    return new Owner(
        fixedTenant.isEmpty() ? matcher.group("tenant") : fixedTenant, matcher.group("agent"));
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConsumerNames that
        && text.equals(that.text)
        && fixedTenant.equals(that.fixedTenant);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
