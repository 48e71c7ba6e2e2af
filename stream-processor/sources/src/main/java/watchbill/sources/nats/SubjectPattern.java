package watchbill.sources.nats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;

/// Which subjects carry agents' events, and which parts of them name the tenant and the agent:
/// `agents.{tenant}.{agent}.activity`, or `audit.{agent}.>` with one tenant for all.
///
/// Used by one thread: it remembers the agents that it has found.
public final class SubjectPattern {
  /// The longest tenant or agent, in characters.
  private static final int MAX_NAME = 128;

  /// How many agents are remembered before it begins anew.
  private static final int MAX_KNOWN = 65_536;

  private static final String TENANT = "{tenant}";
  private static final String AGENT = "{agent}";

  private final String text;
  private final String filter;
  private final String fixedTenant;
  private final List<String> tokens;
  private final boolean openEnd;
  private final Map<String, AgentKey> known = new HashMap<>();

  private SubjectPattern(String text, List<String> tokens, String fixedTenant) {
    this.text = text;
    this.fixedTenant = fixedTenant;
    this.openEnd = tokens.getLast().equals(">");
    this.tokens = openEnd ? tokens.subList(0, tokens.size() - 1) : tokens;
    this.filter = text.replace(TENANT, "*").replace(AGENT, "*");
  }

  /// A pattern that names `{tenant}` and `{agent}`, each once.
  ///
  /// @throws IllegalArgumentException for any other text
  public static SubjectPattern of(String text) {
    return of(text, "");
  }

  /// A pattern that names `{agent}` once, for agents of one tenant.
  ///
  /// @param fixedTenant the tenant of all agents; empty when the pattern names `{tenant}`
  /// @throws IllegalArgumentException for any other text
  public static SubjectPattern of(String text, String fixedTenant) {
    List<String> tokens = List.of(text.split("\\.", -1));
    int tenants = fixedTenant.isEmpty() ? 1 : 0;
    boolean good =
        tokens.stream().allMatch(SubjectPattern::isToken)
            && tokens.indexOf(">") == (tokens.contains(">") ? tokens.size() - 1 : -1)
            && tokens.stream().filter(AGENT::equals).count() == 1
            && tokens.stream().filter(TENANT::equals).count() == tenants;
    if (!good) {
      String names = tenants == 1 ? "{tenant} and {agent}, each" : "{agent}";
      throw new IllegalArgumentException(
          "nats.subject: want tokens joined by dots, among them "
              + names
              + " once, have \""
              + text
              + "\"");
    }
    if (!fixedTenant.isEmpty() && !isName(fixedTenant)) {
      throw new IllegalArgumentException(
          "nats.tenant: want at most "
              + MAX_NAME
              + " visible characters without dots, *, and >, have \""
              + fixedTenant
              + "\"");
    }
    return new SubjectPattern(text, tokens, fixedTenant);
  }

  /// The subjects that it matches, with the wildcards of NATS.
  public String filter() {
    return filter;
  }

  /// The subject of an agent's events; absent when there are many, because of wildcards.
  public Optional<String> subjectOf(AgentKey agent) {
    boolean one = !openEnd && !tokens.contains("*");
    return one
        ? Optional.of(text.replace(TENANT, agent.tenant()).replace(AGENT, agent.agent()))
        : Optional.empty();
  }

  /// The agent that a subject names; null when it names none, or one with an impossible name.
  public @Nullable AgentKey agentOf(String subject) {
    AgentKey found = known.get(subject);
    if (found == null) {
      found = find(subject);
      if (found != null) {
        if (known.size() >= MAX_KNOWN) {
          known.clear();
        }
        known.put(subject, found);
      }
    }
    return found;
  }

  private @Nullable AgentKey find(String subject) {
    List<String> parts = new ArrayList<>(List.of(subject.split("\\.", -1)));
    if (openEnd ? parts.size() <= tokens.size() : parts.size() != tokens.size()) {
      return null;
    }
    String tenant = fixedTenant;
    String agent = "";
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      String part = parts.get(i);
      switch (token) {
        case TENANT -> tenant = part;
        case AGENT -> agent = part;
        case "*" -> {}
        default -> {
          if (!token.equals(part)) {
            return null;
          }
        }
      }
    }
    return isName(tenant) && isName(agent) ? new AgentKey(tenant, agent) : null;
  }

  private static boolean isToken(String token) {
    return switch (token) {
      case TENANT, AGENT, "*", ">" -> true;
      default -> isName(token) && token.indexOf('{') < 0 && token.indexOf('}') < 0;
    };
  }

  /// A token of a subject that a person can read: what NATS lets through and text cannot hold is no
  /// name.
  public static boolean isName(String token) {
    return !token.isEmpty()
        && token.length() <= MAX_NAME
        && token.codePoints().allMatch(SubjectPattern::isVisible);
  }

  /// Whether a character may stand in a name.
  static boolean isVisible(int point) {
    return point != '.'
        && point != '*'
        && point != '>'
        && point != 0xfffd
        && !Character.isWhitespace(point)
        && !Character.isSpaceChar(point)
        && !Character.isISOControl(point)
        && Character.getType(point) != Character.SURROGATE
        && Character.getType(point) != Character.FORMAT
        && Character.getType(point) != Character.UNASSIGNED;
  }

  @Override
  public String toString() {
    return text;
  }
}
