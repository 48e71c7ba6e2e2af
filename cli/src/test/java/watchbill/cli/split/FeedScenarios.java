package watchbill.cli.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import watchbill.connectors.latest.LatestStore;

/// The same history gives the same page, whether processor and exporter are one or a feed joins
/// them, whoever is gone in between.
abstract class FeedScenarios {
  private static final int END = ToldFleet.HISTORY.size();
  private static final Duration SOON = Duration.ofSeconds(60);

  /// A store of its own for one process.
  abstract LatestStore store();

  /// Takes the broker down and brings it back with what it held.
  abstract void restartBroker() throws Exception;

  @Test
  void theHistoryShowsWhatItShouldShow() {
    assertThat(FollowingExporter.inProcess(0, END))
        .contains(
            "agent_stuck{",
            "agent_suspect{",
            "agent_cost_usd_total{",
            "agent_task_cost_usd_count{");
  }

  @Test
  void anExporterThatListensFromTheStartShowsThePage() {
    try (FollowingExporter exporter = new FollowingExporter(store());
        ToldProcessor processor = new ToldProcessor(store(), null, 0)) {
      processor.publish();
      for (int part = 1; part <= 10; part++) {
        processor.playTo(END * part / 10);
        var _ = exporter.look();
      }
      exporter.awaitPage(FollowingExporter.inProcess(0, END));
      assertThat(exporter.downFor()).isEmpty();
    }
  }

  @Test
  void anExporterThatStartsLateShowsThePage() {
    String expected = FollowingExporter.inProcess(0, END);
    try (ToldProcessor processor = new ToldProcessor(store(), null, 0)) {
      processor.publish();
      processor.playTo(END / 2);
      try (FollowingExporter first = new FollowingExporter(store())) {
        first.awaitPage(FollowingExporter.inProcess(0, END / 2));
      }
      processor.playTo(END);
      try (FollowingExporter second = new FollowingExporter(store());
          FollowingExporter third = new FollowingExporter(store())) {
        second.awaitPage(expected);
        third.awaitPage(expected);
      }
    }
  }

  @Test
  void nothingIsShownBeforeTheProcessorHasCaughtUp() {
    try (FollowingExporter exporter = new FollowingExporter(store());
        ToldProcessor processor = new ToldProcessor(store(), null, 0)) {
      processor.playTo(END);
      Awaitility.await()
          .atMost(SOON)
          .until(() -> exporter.downFor().equals("the processor is still catching up"));
      assertThat(exporter.look()).isEmpty();
      processor.publish();
      exporter.awaitPage(FollowingExporter.inProcess(0, END));
    }
  }

  @Test
  void aProcessorThatIsKilledGoesOnFromItsCheckpoint() {
    int checkpoint = END / 3;
    int death = END * 2 / 3;
    try (FollowingExporter exporter = new FollowingExporter(store())) {
      byte[] saved;
      try (ToldProcessor first = new ToldProcessor(store(), null, 0)) {
        first.publish();
        first.playTo(checkpoint);
        saved = first.save();
        first.playTo(death);
        exporter.awaitPage(FollowingExporter.inProcess(0, death));
        first.kill();
      }
      try (ToldProcessor second = new ToldProcessor(store(), saved, checkpoint)) {
        second.playTo((checkpoint + death) / 2);
        Awaitility.await()
            .atMost(SOON)
            .until(() -> exporter.downFor().equals("the processor is still catching up"));
        assertThat(exporter.look()).isEqualTo(FollowingExporter.inProcess(0, death));
        second.playTo(END);
        second.publish();
        String expected = FollowingExporter.inProcess(0, END);
        exporter.awaitPage(expected);
        try (FollowingExporter late = new FollowingExporter(store())) {
          late.awaitPage(expected);
        }
      }
    }
  }

  @Test
  void aProcessorWithoutItsMemoryBeginsAnew() {
    int half = END / 2;
    try (FollowingExporter exporter = new FollowingExporter(store())) {
      try (ToldProcessor first = new ToldProcessor(store(), null, 0)) {
        first.publish();
        first.playTo(END);
        exporter.awaitPage(FollowingExporter.inProcess(0, END));
        first.kill();
      }
      try (ToldProcessor second = new ToldProcessor(store(), null, 0)) {
        second.playTo(half);
        assertThat(exporter.look()).isEqualTo(FollowingExporter.inProcess(0, END));
        exporter.forgive();
        second.publish();
        String expected = FollowingExporter.inProcess(0, half);
        Awaitility.await()
            .atMost(SOON)
            .ignoreExceptions()
            .until(() -> {
              exporter.forgive();
              return exporter.look().equals(expected);
            });
        try (FollowingExporter late = new FollowingExporter(store())) {
          late.awaitPage(expected);
        }
      }
    }
  }

  @Test
  void nothingIsLostWhileTheBrokerIsAway() throws Exception {
    try (FollowingExporter exporter = new FollowingExporter(store());
        ToldProcessor processor = new ToldProcessor(store(), null, 0)) {
      processor.publish();
      processor.playTo(END / 4);
      exporter.awaitPage(FollowingExporter.inProcess(0, END / 4));
      processor.playTo(END / 2);
      restartBroker();
      processor.playTo(END);
      String expected = FollowingExporter.inProcess(0, END);
      exporter.awaitPage(expected);
      try (FollowingExporter late = new FollowingExporter(store())) {
        late.awaitPage(expected);
      }
    }
  }
}
