package watchbill.alerts.proof;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchbill.metrics.promql.PromDuration;

/// What is done to one piece of a rule.
final class Changes {
  /// How far a number is moved: by a fifth, a whole number by one at least.
  private static final BigDecimal SHARE = new BigDecimal("0.2");

  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|[smhdwy])");

  private Changes() {}

  /// The texts that take the place of this token's; none when it is left as it is.
  static List<String> of(Expression.Token token) {
    String text = token.text();
    return switch (token.kind()) {
      case COMPARATOR -> comparator(text);
      case NUMBER -> number(text);
      case DURATION -> window(text);
      case MATCHERS -> matchers(text);
      case WORD -> word(text);
      case OTHER -> List.of();
    };
  }

  /// Times to wait that take the place of this one; empty for none.
  static List<String> pending(String text) {
    if (text.isEmpty()) {
      return List.of("1m");
    }
    Duration pending = duration(text);
    // An example has one evaluation a minute, so half a minute would be no change.
    Duration half = Duration.ofMinutes(pending.toMinutes() / 2);
    return List.of(
        PromDuration.text(pending.multipliedBy(2)), half.isZero() ? "" : PromDuration.text(half));
  }

  private static List<String> comparator(String text) {
    return switch (text) {
      case ">" -> List.of(">=", "<");
      case ">=" -> List.of(">", "<");
      case "<" -> List.of("<=", ">");
      case "<=" -> List.of("<", ">");
      case "==" -> List.of("!=");
      case "!=" -> List.of("==");
      default -> throw new IllegalArgumentException("comparator: have " + text);
    };
  }

  private static List<String> number(String text) {
    var number = new BigDecimal(text);
    BigDecimal step = number.multiply(SHARE);
    if (number.stripTrailingZeros().scale() <= 0) {
      step = step.setScale(0, RoundingMode.HALF_UP).max(BigDecimal.ONE);
    }
    return List.of(plain(number.add(step)), plain(number.subtract(step)));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static List<String> window(String text) {
    Duration window = duration(text);
    return List.of(
        PromDuration.text(window.multipliedBy(2)), PromDuration.text(window.dividedBy(2)));
  }

  private static List<String> matchers(String braces) {
    List<String> all = Expression.matchers(braces);
    var fewer = new ArrayList<String>();
    for (int i = 0; i < all.size(); i++) {
      var rest = new ArrayList<>(all);
      rest.remove(i);
      fewer.add("{" + String.join(", ", rest) + "}");
    }
    return fewer;
  }

  private static List<String> word(String text) {
    return switch (text) {
      case "and" -> List.of("unless");
      case "unless" -> List.of("and");
      case "or" -> List.of("and", "unless");
      default -> List.of();
    };
  }

  /// The length of a duration in PromQL.
  static Duration duration(String text) {
    var sum = Duration.ZERO;
    Matcher part = DURATION.matcher(text);
    while (part.find()) {
      sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
    }
    return sum;
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      case "w" -> Duration.ofDays(7);
      case "y" -> Duration.ofDays(365);
      default -> throw new IllegalArgumentException("duration: have " + name);
    };
  }
}
