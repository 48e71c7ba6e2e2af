package watchbill.cli.logs;

import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a text what looks like a secret. What we write ourselves has none; what a driver or
/// a server says of a connection may have the address with its password. Where it is not clear
/// where a secret ends, more is taken out.
public final class Redaction {
  private static final String NAMES =
      "(?:password|passwd|passphrase|secret(?:[-_]?key)?|token|(?:api|routing|access)[-_]?key"
          + "|authorization|(?<![a-z0-9])(?:pwd|sig))";

  /// In quotes, also escaped ones and one that is not closed; else up to a blank.
  private static final String VALUE =
      "(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+(?:\"|\\z)"
          + "|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+(?:'|\\z)"
          + "|\\\\+\"[^\"]*+(?:\"|\\z)"
          + "|(?:(?:bearer|basic)\\s+)?\\S*[^\\s,;}\\])\"'])";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
              "***"),
          new Rule("(://)[^\\s\"<>]*@", "$1***@"),
          new Rule(
              "(?i)((?:hooks\\.slack(?:-gov)?\\.com/|pagerduty\\.com/(?:integration|generic)/))[^\\s\"'<>]+",
              "$1***"),
          new Rule("(?i)(authorization\\s*[=:]\\s*)[^\\s\"'][^\\r\\n]*", "$1***"),
          new Rule("(?i)(" + NAMES + "(?:\\\\*[\"'])?\\s*[=:]\\s*)" + VALUE, "$1***"),
          new Rule("(?i)\\b(bearer|basic|negotiate)\\s+[a-z0-9+/_.=~-]{8,}", "$1 ***"),
          new Rule("\\bS[UAOCNX][A-Z2-7]{40,}", "***"),
          new Rule("\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){0,4}", "***"),
          new Rule("\\bxox[a-z]-[A-Za-z0-9-]+", "***"));

  private record Rule(Pattern pattern, String instead) {
    Rule(String pattern, String instead) {
      this(Pattern.compile(pattern), instead);
    }
  }

  private Redaction() {}

  /// The text with `***` where a secret was.
  public static String of(String text) {
    String redacted = text;
    for (Rule rule : RULES) {
      redacted = rule.pattern().matcher(redacted).replaceAll(rule.instead());
    }
    return redacted;
  }

  /// The text as [#of] has it, and cut where it is much longer.
  ///
  /// @param longest in characters; no more than four times as many are looked at
  public static String of(String text, int longest) {
    String redacted = of(text.length() <= 4 * longest ? text : text.substring(0, 4 * longest));
    return redacted.length() <= longest ? redacted : redacted.substring(0, longest) + "...";
  }
}
