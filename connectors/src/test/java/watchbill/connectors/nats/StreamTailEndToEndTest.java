package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.nats.client.PurgeOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.nats.TailItem.CaughtUp;
import watchbill.connectors.nats.TailItem.Lost;
import watchbill.connectors.nats.TailItem.Message;
import watchbill.connectors.nats.TailItem.Regressed;
import watchbill.connectors.real.RealNats;

@Tag("endtoend")
class StreamTailEndToEndTest {
  @TempDir Path folder;
  private RealNats server;
  private Fleet fleet;

  @BeforeEach
  void start() throws Exception {
    server = RealNats.in(folder);
    fleet = new Fleet(server);
  }

  @AfterEach
  void end() {
    fleet.close();
    server.close();
  }

  @Test
  void readsAHundredThousandMessagesInOrder() throws Exception {
    fleet.createStream();
    fleet.publish(100_000);

    CaughtUp end = fleet.readAll();

    assertThat(fleet.texts).isEqualTo(numbers(0, 100_000));
    assertThat(end.position().sequence()).isEqualTo(100_000);
  }

  @Test
  void saysWhatAMessageIs() throws Exception {
    fleet.createStream();
    fleet.publish(2);

    Message first = fleet.next(Message.class);

    assertThat(first.subject()).isEqualTo("agents.a.0");
    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.pending()).isEqualTo(1);
    assertThat(first.storedAtMillis()).isCloseTo(System.currentTimeMillis(), within(30_000L));
    assertThat(fleet.tail().position().sequence()).isEqualTo(1);
  }

  @Test
  void losesNothingAndRepeatsNothingWhenTheServerIsKilledInTheMiddle() throws Exception {
    fleet.createStream();
    for (int round = 0; round < 5; round++) {
      fleet.publish(3_000);
      fleet.readSome(1_500);
      server.kill();
      fleet.next(Lost.class);
      server.start();
    }
    fleet.readAll();

    assertThat(fleet.texts).isEqualTo(numbers(0, 15_000));
  }

  @Test
  void goesOnFromAPositionThatWasKept() throws Exception {
    fleet.createStream();
    fleet.publish(10);
    fleet.readSome(4);
    StreamPosition kept = fleet.tail().position();

    fleet.tailFrom(kept);
    fleet.readAll();

    assertThat(fleet.texts).isEqualTo(numbers(0, 10));
  }

  @Test
  void waitsForASlowReaderLongerThanAConsumersRequestLives() throws Exception {
    fleet.createStream();
    fleet.publish(5_000);
    fleet.readSome(10);
    // What a reader that is busy for minutes finds: its consumer is gone.
    String consumer = fleet.management().getConsumerNames("AGENTS").getFirst();
    fleet.management().deleteConsumer("AGENTS", consumer);

    fleet.readAll();

    assertThat(fleet.texts).isEqualTo(numbers(0, 5_000));
  }

  @Test
  void keepsNoMoreThanABatchAndAHalfForASlowReader() throws Exception {
    fleet.createStream();
    fleet.publish(20_000);
    fleet.readSome(1);

    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> {
          String consumer = fleet.management().getConsumerNames("AGENTS").getFirst();
          long sent =
              fleet
                  .management()
                  .getConsumerInfo("AGENTS", consumer)
                  .getDelivered()
                  .getConsumerSequence();
          assertThat(sent).isLessThanOrEqualTo(1_500);
        });
  }

  @Test
  void promisesSilenceOnlyWhileTheServerProvesIt() throws Exception {
    fleet.createStream();
    fleet.publish(1);
    long before = System.currentTimeMillis();
    CaughtUp first = fleet.readAll();
    assertThat(first.atMillis()).isBetween(before - 2_000, System.currentTimeMillis());

    server.freeze();
    fleet.next(Lost.class);
    assertThat(fleet.tail().next(Duration.ofSeconds(1))).isNotInstanceOf(CaughtUp.class);
    server.thaw();
    CaughtUp afterFreeze = fleet.readAll();
    assertThat(afterFreeze.atMillis()).isGreaterThan(first.atMillis());

    server.kill();
    fleet.next(Lost.class);
    assertThat(fleet.tail().next(Duration.ofSeconds(1))).isNotInstanceOf(CaughtUp.class);
    server.start();
    assertThat(fleet.readAll().atMillis()).isGreaterThan(afterFreeze.atMillis());
  }

  @Test
  void promisesNothingThatALaterMessageBreaks() throws Exception {
    fleet.createStream();
    long promised = 0;
    for (int round = 0; round < 8; round++) {
      promised = Math.max(promised, fleet.readAll().atMillis());
      fleet.publish(1);
      assertThat(fleet.next(Message.class).storedAtMillis()).isGreaterThanOrEqualTo(promised);
    }
  }

  @Test
  void readsOnlyTheSubjectsThatItWasAskedForAndIsCaughtUpAllTheSame() throws Exception {
    fleet.createStream();
    fleet.publish(10);
    StreamTail one =
        new StreamTail(fleet.link, Fleet.SPEC, "agents.a.3", StreamPosition.beginningOf("AGENTS"));

    TailItem message = one.next(Duration.ofSeconds(5));
    TailItem end = one.next(Duration.ofSeconds(5));
    one.close();

    assertThat(message).isInstanceOf(Message.class);
    assertThat(end).isInstanceOf(CaughtUp.class);
    assertThat(((CaughtUp) end).position().sequence()).isEqualTo(10);
  }

  @Test
  void renewsItsConsumerAndGoesOnPromising() throws Exception {
    fleet.createStream();
    fleet.publish(10);
    StreamTail tail =
        new StreamTail(
            fleet.link,
            Fleet.SPEC,
            "agents.>",
            StreamPosition.beginningOf("AGENTS"),
            Duration.ofMillis(1200));
    List<TailItem> items = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          items.add(tail.next(Duration.ofMillis(200)));
          return fleet.management().getConsumerNames("AGENTS").size() >= 3;
        });
    tail.close();

    assertThat(items).filteredOn(Message.class::isInstance).hasSize(10);
    assertThat(items).filteredOn(CaughtUp.class::isInstance).hasSizeGreaterThanOrEqualTo(2);
    assertThat(items).noneMatch(Lost.class::isInstance);
  }

  @Test
  void createsTheStreamWhenItMay() throws Exception {
    fleet.readAll();

    assertThat(fleet.management().getStreamNames()).containsExactly("AGENTS");
  }

  @Test
  void namesTheStreamThatIsMissingAndGoesOnWhenItIsThere() throws Exception {
    StreamTail strict =
        new StreamTail(
            fleet.link,
            StreamSpec.existing("AGENTS", "agents.>"),
            "agents.>",
            StreamPosition.beginningOf("AGENTS"));

    assertThat(strict.next(Duration.ofSeconds(5)))
        .isEqualTo(new Lost("stream AGENTS is missing: it has to take agents.>"));

    fleet.createStream();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> strict.next(Duration.ofMillis(200)) instanceof CaughtUp);
    strict.close();
  }

  @Test
  void saysThatTheStreamWasDeletedAndCreatedAgain() throws Exception {
    fleet.createStream();
    fleet.publish(5);
    fleet.readAll();

    fleet.management().deleteStream("AGENTS");
    fleet.createStream();
    Regressed regressed = fleet.next(Regressed.class);
    fleet.publish(3);
    fleet.readAll();

    assertThat(regressed.how()).isEqualTo(Regression.RECREATED);
    assertThat(regressed.why()).isEqualTo("stream AGENTS was deleted and created again");
    assertThat(fleet.texts).isEqualTo(numbers(0, 8));
  }

  @Test
  void saysThatMessagesWerePurgedBeforeTheyWereRead() throws Exception {
    fleet.createStream();
    fleet.publish(10);
    fleet.readSome(4);
    StreamPosition kept = fleet.tail().position();
    fleet.management().purgeStream("AGENTS", PurgeOptions.builder().sequence(8).build());

    fleet.tailFrom(kept);
    Regressed regressed = fleet.next(Regressed.class);
    fleet.readAll();

    assertThat(regressed.how()).isEqualTo(Regression.MISSING);
    assertThat(regressed.why())
        .isEqualTo("stream AGENTS begins at 8, and we have had 4: what is between them is gone");
    assertThat(fleet.texts).isEqualTo(List.of("0", "1", "2", "3", "7", "8", "9"));
  }

  @Test
  void saysSoToWhenTheyArePurgedUnderItsHands() throws Exception {
    fleet.createStream();
    fleet.publish(20_000);
    fleet.readSome(1);
    fleet.management().purgeStream("AGENTS", PurgeOptions.builder().sequence(19_001).build());

    Regressed regressed = fleet.next(Regressed.class);
    fleet.readAll();

    assertThat(regressed.how()).isEqualTo(Regression.MISSING);
    assertThat(fleet.texts).endsWith("19999").hasSizeLessThan(5_000);
  }

  @Test
  void saysNothingOfAPurgeOfWhatWasRead() throws Exception {
    fleet.createStream();
    fleet.publish(10);
    fleet.readAll();
    fleet.management().purgeStream("AGENTS");
    fleet.publish(2);
    fleet.readAll();

    assertThat(fleet.texts).isEqualTo(numbers(0, 12));
  }

  @Test
  void saysThatAnOlderStoreWasRestored() throws Exception {
    restoreAnOlderStore();

    Regressed regressed = fleet.next(Regressed.class);
    fleet.publish(3);
    fleet.readAll();

    assertThat(regressed.how()).isEqualTo(Regression.SHORTER);
    assertThat(regressed.why()).isEqualTo("stream AGENTS ends at 5, and we have had 9");
    assertThat(fleet.texts).isEqualTo(numbers(0, 12));
  }

  @Test
  void saysThatAnOlderStoreWasRestoredThoughItIsLongerByNow() throws Exception {
    StreamPosition kept = restoreAnOlderStore();
    fleet.publish(6);

    fleet.tailFrom(kept);
    Regressed regressed = fleet.next(Regressed.class);
    fleet.readAll();

    assertThat(regressed.how()).isEqualTo(Regression.REWRITTEN);
    assertThat(fleet.texts).isEqualTo(numbers(0, 15));
  }

  /// Nine messages are read; the server comes back with the first five.
  private StreamPosition restoreAnOlderStore() throws Exception {
    fleet.createStream();
    fleet.publish(5);
    fleet.readAll();
    server.kill();
    copy(server.store(), folder.resolve("backup"));
    server.start();
    assertThat(fleet.link.awaitUp(Duration.ofSeconds(20))).isTrue();
    fleet.publish(4);
    fleet.readAll();
    StreamPosition kept = fleet.tail().position();
    server.kill();
    copy(folder.resolve("backup"), server.store());
    server.start();
    assertThat(fleet.link.awaitUp(Duration.ofSeconds(20))).isTrue();
    return kept;
  }

  /// Makes `to` what `from` is.
  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      Files.walkFileTree(
          to,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }
}
