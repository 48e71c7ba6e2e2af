package watchbill.alerts.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.alerts.rules.AllAlerts;

final class ExpressionTest {
  static List<String> rules() {
    String odd = "a:b:c{x=\"}{\\\"1h\"}[1h30m:5m] offset 2d / 1.5e3 >= -4";
    Stream<String> own = AllAlerts.alerts().stream().map(alert -> alert.condition().toString());
    return Stream.concat(Stream.of(odd), own).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isWrittenAsItWasRead(String text) {
    assertThat(Expression.of(text)).hasToString(text);
  }

  @Test
  void isChangedInOnePlaceAtATime() {
    assertThat(mutants("max by (a) (rate(m1_total{a=\"> 1\", b!~\"5m\"}[5m])) * 10 > 0.5"))
        .containsExactly(
            "{a=\"> 1\", b!~\"5m\"} becomes {b!~\"5m\"}",
            "{a=\"> 1\", b!~\"5m\"} becomes {a=\"> 1\"}",
            "5m becomes 10m",
            "5m becomes 150s",
            "10 becomes 12",
            "10 becomes 8",
            "> becomes >=",
            "> becomes <",
            "0.5 becomes 0.6",
            "0.5 becomes 0.4");
  }

  @Test
  void isChangedInItsSetOperators() {
    assertThat(mutants("a and b unless c or d"))
        .containsExactly(
            "and becomes unless", "unless becomes and", "or becomes and", "or becomes unless");
  }

  @Test
  void tellsEqualPiecesApart() {
    assertThat(mutants("a == 0 and b != 1"))
        .contains("0 becomes 1", "1 becomes 2", "== becomes !=", "!= becomes ==");
    assertThat(mutants("a > 2 or b > 2")).contains("2 becomes 3", "2 (the 2. one) becomes 3");
  }

  @Test
  void givesOtherNamesToWholeWordsOnly() {
    assertThat(Expression.of("a:b:c + a:b:cd{x=\"a:b:c\"}").renamed(Map.of("a:b:c", "z")))
        .hasToString("z + a:b:cd{x=\"a:b:c\"}");
  }

  @Test
  void waitsTwiceAndHalfAsLongOrNotAtAll() {
    assertThat(Changes.pending("5m")).containsExactly("10m", "2m");
    assertThat(Changes.pending("1m")).containsExactly("2m", "");
    assertThat(Changes.pending("")).containsExactly("1m");
  }

  private static List<String> mutants(String text) {
    return Expression.of(text).mutants().stream().map(Expression.Changed::change).toList();
  }
}
