package watchbill.cli.pages;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A query of PromQL as it is asked where time runs faster.
final class HurriedQuery {
  private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:ms|[smhdwy]))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");

  /// What has to be looked at: a text, a word, or what stands in brackets. All else stays.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`)"
              + "|(?<range>\\[[^\\]]*])"
              + "|(?<offset>\\boffset\\s+-?(?:\\d+(?:ms|[smhdwy]))+)"
              + "|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)");

  private static final Set<String> PER_SECOND = Set.of("rate", "irate", "deriv");
  private static final Set<String> FOREIGN =
      Set.of("predict_linear", "timestamp", "holt_winters", "idelta", "hour", "day_of_week");

  private final Hurry hurry;
  private final String query;

  HurriedQuery(Hurry hurry, String query) {
    this.hurry = hurry;
    this.query = query;
  }

  /// The query in the world that is in a hurry.
  ///
  /// @throws IllegalArgumentException when it has a function for which nobody has thought about
  ///   what that means
  String text() {
    return text(query);
  }

  private String text(String part) {
    StringBuilder out = new StringBuilder();
    Matcher token = TOKEN.matcher(part);
    int at = 0;
    while (token.find(at)) {
      out.append(part, at, token.start());
      at = token.end();
      if (token.group("range") != null || token.group("offset") != null) {
        out.append(shorten(token.group(), hurry.factor()));
      } else if (token.group("word") != null && part.startsWith("(", at)) {
        int end = closing(part, at);
        out.append(call(token.group(), part.substring(at, end)));
        at = end;
      } else {
        out.append(token.group());
      }
    }
    return out.append(part.substring(at)).toString();
  }

  private String call(String function, String arguments) {
    if (FOREIGN.contains(function)) {
      throw new IllegalArgumentException(function + " in a hurry: " + query);
    }
    if (function.equals("time")) {
      String start = Double.toString(hurry.start().toEpochMilli() / 1_000.0);
      return "(%s + %d * (time() - %s))".formatted(plain(start), hurry.factor(), plain(start));
    }
    String called = function + text(arguments);
    return PER_SECOND.contains(function)
        ? "(" + called + " / " + hurry.factor() + ")"
        : called;
  }

  private static String plain(String number) {
    return new java.math.BigDecimal(number).toPlainString();
  }

  /// Where the bracket that opens there is closed, past the end.
  private int closing(String part, int open) {
    int depth = 0;
    char quote = 0;
    for (int at = open; at < part.length(); at++) {
      char sign = part.charAt(at);
      if (quote != 0) {
        if (sign == '\\' && quote != '`') {
          at++;
        } else if (sign == quote) {
          quote = 0;
        }
      } else if (sign == '"' || sign == '\'' || sign == '`') {
        quote = sign;
      } else if (sign == '(') {
        depth++;
      } else if (sign == ')' && --depth == 0) {
        return at + 1;
      }
    }
    throw new IllegalArgumentException("a bracket is not closed: " + query);
  }

  /// The text with every duration in it divided, in milliseconds.
  static String shorten(String text, int factor) {
    return DURATION
        .matcher(text)
        .replaceAll(found -> Math.max(1, millis(found.group()) / factor) + "ms");
  }

  private static long millis(String duration) {
    return PART.matcher(duration)
        .results()
        .mapToLong(part ->
            Long.parseLong(part.group(1))
                * switch (part.group(2)) {
                  case "ms" -> 1L;
                  case "s" -> 1_000L;
                  case "m" -> 60_000L;
                  case "h" -> 3_600_000L;
                  case "d" -> 86_400_000L;
                  case "w" -> 604_800_000L;
                  default -> 31_536_000_000L;
                })
        .sum();
  }
}
