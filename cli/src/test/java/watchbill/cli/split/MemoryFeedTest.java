package watchbill.cli.split;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import watchbill.connectors.latest.LatestStore;
import watchbill.connectors.latest.MemoryLatest;

/// Over a feed in memory.
class MemoryFeedTest extends FeedScenarios {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final MemoryLatest memory = new MemoryLatest();

  @Override
  LatestStore store() {
    return memory;
  }

  @Override
  void restartBroker() {
    memory.breakFor("away");
    memory.breakFor("");
  }

  @Test
  void tellsEverythingAgainToABrokerThatHasLostIt() {
    int end = ToldFleet.HISTORY.size();
    try (ToldProcessor processor = new ToldProcessor(memory, null, 0)) {
      processor.publish();
      processor.playTo(end);
      try (FollowingExporter exporter = new FollowingExporter(memory)) {
        exporter.awaitPage(FollowingExporter.inProcess(0, end));
      }
      int before = memory.keys().size();
      memory.breakFor("away");
      memory.lose();
      Awaitility.await("a failure").atMost(SOON).until(() -> processor.failed() > 0);
      memory.breakFor("");
      // All but what has long been over.
      Awaitility.await("the state")
          .atMost(SOON)
          .until(() -> memory.keys().size() > before * 9 / 10);
    }
  }
}
