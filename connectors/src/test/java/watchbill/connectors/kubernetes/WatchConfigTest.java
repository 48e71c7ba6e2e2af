package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchConfigTest {
  @Test
  void watchesAllPodsByDefault() {
    assertThat(WatchConfig.defaults(Set.of("app")))
        .isEqualTo(
            new WatchConfig(
                Set.of(),
                "",
                Set.of("app"),
                500,
                Duration.ofMinutes(3),
                Duration.ofMillis(500),
                Duration.ofSeconds(30)));
  }

  @Test
  void rejectsAnEmptyNamespace() {
    assertRejected(
        "kubernetes.namespaces: want names, have an empty one",
        Set.of(""),
        500,
        60_000,
        500,
        1_000);
  }

  @Test
  void rejectsAPageOfNoPods() {
    assertRejected("kubernetes.pageSize: want 1 to 5000, have 0", Set.of(), 0, 60_000, 500, 1_000);
  }

  @Test
  void rejectsAQuietLimitUnderASecond() {
    assertRejected(
        "kubernetes.quietLimit: want 1s to 1h, have PT0.999S", Set.of(), 500, 999, 500, 1_000);
  }

  @Test
  void rejectsNoPause() {
    assertRejected(
        "kubernetes.minPause: want more than 0, have PT0S", Set.of(), 500, 60_000, 0, 1_000);
  }

  @Test
  void rejectsALongestPauseUnderTheShortest() {
    assertRejected(
        "kubernetes.maxPause: want minPause (PT0.5S) to 5m, have PT0.499S",
        Set.of(),
        500,
        60_000,
        500,
        499);
  }

  private static void assertRejected(
      String message, Set<String> namespaces, int page, long quiet, long min, long max) {
    assertThatThrownBy(() ->
            new WatchConfig(
                namespaces,
                "",
                Set.of(),
                page,
                Duration.ofMillis(quiet),
                Duration.ofMillis(min),
                Duration.ofMillis(max)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
