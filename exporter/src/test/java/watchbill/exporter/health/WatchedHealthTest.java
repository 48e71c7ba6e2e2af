package watchbill.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchHealth;

class WatchedHealthTest {
  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(100));
  private final SourceHealth source = new SourceHealth("kubernetes", clock);
  private final WatchedHealth<PodView> health = new WatchedHealth<>(source);

  @Test
  void isNotUpBeforeThePodsAreListedAndWatched() {
    health.onHealth(new WatchHealth(false, 2_000, 1_000, 2_000, 0, ""));
    assertThat(source.up()).isFalse();

    health.onHealth(new WatchHealth(true, 2_001, 2_001, 2_001, 0, ""));
    assertThat(source.up()).isTrue();
    assertThat(source.lastHeardSeconds()).isEqualTo(100.0);
  }

  @Test
  void saysWhyItIsDownAndCountsEachErrorOnce() {
    health.onHealth(new WatchHealth(true, 2_000, 2_000, 2_000, 0, ""));
    health.onHealth(new WatchHealth(false, 3_000, 3_000, 2_000, 2, "listing pods: HTTP 403"));
    health.onHealth(new WatchHealth(false, 3_001, 3_000, 2_000, 2, "listing pods: HTTP 403"));

    assertThat(source.errors()).isEqualTo(2);
    assertThat(source.readiness().line())
        .startsWith("kubernetes: not ready, listing pods: HTTP 403 (");
  }

  @Test
  void isUpAgainWhenTheClusterIsHeardAgain() {
    health.onHealth(new WatchHealth(true, 2_000, 2_000, 2_000, 0, ""));
    health.onHealth(new WatchHealth(false, 3_000, 3_000, 2_000, 1, "listing pods: HTTP 403"));
    health.onHealth(new WatchHealth(true, 4_000, 4_000, 4_000, 1, "listing pods: HTTP 403"));

    assertThat(source.up()).isTrue();
    assertThat(source.errors()).isEqualTo(1);
  }
}
