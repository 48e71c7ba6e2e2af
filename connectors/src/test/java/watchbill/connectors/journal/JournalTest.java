package watchbill.connectors.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.nats.Regression;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;

final class JournalTest {
  private static final Duration SOON = Duration.ofMillis(50);

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final AtomicLong nanos = new AtomicLong();
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
  private final List<Journal> open = new ArrayList<>();

  @TempDir Path folder;

  private Journal open(JournalLimits limits) throws IOException {
    Journal journal = Journal.open(folder, limits, clock);
    open.add(journal);
    return journal;
  }

  private Journal open() throws IOException {
    return open(JournalLimits.DEFAULT);
  }

  @AfterEach
  void close() {
    open.forEach(Journal::close);
  }

  private static JournalLine line(String text) {
    return new JournalLine("agents.acme.backend-0.activity", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(Journal journal, String... texts) throws Exception {
    List<JournalLine> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(line(text));
    }
    journal.add(lines, Map.of()).get(10, TimeUnit.SECONDS);
  }

  private JournalTail tail(Journal journal, StreamPosition from) {
    return new JournalTail(journal, from, clock, nanos::get);
  }

  private JournalTail tail(Journal journal) {
    return tail(journal, StreamPosition.beginningOf(Journal.STREAM));
  }

  private static String next(JournalTail tail) throws InterruptedException {
    return switch (tail.next(SOON)) {
      case TailItem.Message m ->
          m.sequence() + " " + new String(m.data(), StandardCharsets.UTF_8) + " +" + m.pending();
      case TailItem.CaughtUp c -> "caught up " + c.atMillis() + " at " + c.position().sequence();
      case TailItem.Regressed r -> r.how() + " to " + r.position().sequence();
      case TailItem.Lost l -> "lost: " + l.why();
      case TailItem.Quiet _ -> "quiet";
    };
  }

  @Test
  void givesWhatWasAddedInOrderAndThenPromisesThatNothingMoreCame() throws Exception {
    Journal journal = open();
    add(journal, "a", "b");
    JournalTail tail = tail(journal);
    now.addAndGet(5);
    add(journal, "c");
    assertThat(next(tail)).isEqualTo("1 a +2");
    assertThat(next(tail)).isEqualTo("2 b +1");
    assertThat(next(tail)).isEqualTo("3 c +0");
    assertThat(next(tail)).isEqualTo("lost: nobody listened before");
    assertThat(next(tail)).isEqualTo("caught up 1000005 at 3");
    add(journal, "d");
    assertThat(next(tail)).isEqualTo("4 d +0");
  }

  @Test
  void keepsLinesTogetherWithWhatIsRemembered() throws Exception {
    Journal journal = open();
    assertThat(journal.recall("k")).isNull();
    journal.add(List.of(line("a")), Map.of("k", new byte[] {7})).get(10, TimeUnit.SECONDS);
    assertThat(journal.recall("k")).containsExactly(7);
    journal.close();
    Journal again = open();
    assertThat(again.recall("k")).containsExactly(7);
    assertThat(again.last()).isEqualTo(1);
    assertThat(next(tail(again))).isEqualTo("1 a +0");
  }

  @Test
  void goesOnAfterAPosition() throws Exception {
    Journal journal = open();
    add(journal, "a", "b");
    JournalTail first = tail(journal);
    TailItem.Message read = (TailItem.Message) first.next(SOON);
    journal.close();
    assertThat(next(tail(open(), read.position()))).isEqualTo("2 b +0");
  }

  @Test
  void saysThatItIsAnotherJournal() throws Exception {
    Journal journal = open();
    add(journal, "a", "b");
    TailItem.Message read = (TailItem.Message) tail(journal).next(SOON);
    journal.close();
    Files.delete(folder.resolve("journal.mv"));
    now.addAndGet(1);
    assertThat(next(tail(open(), read.position()))).isEqualTo(Regression.RECREATED + " to 0");
  }

  @Test
  void saysThatItIsShorterThanItWas() throws Exception {
    Journal journal = open();
    add(journal, "a");
    StreamPosition ahead = new StreamPosition(journal.identity(), 5, 1_000_000);
    assertThat(next(tail(journal, ahead))).isEqualTo(Regression.SHORTER + " to 1");
  }

  @Test
  void removesWhatWasReadAndIsOldAndNothingElse() throws Exception {
    Journal journal = open(new JournalLimits(Duration.ofMinutes(1), 1 << 20));
    add(journal, "a", "b");
    now.addAndGet(61_000);
    add(journal, "c");
    assertThat(journal.first()).isEqualTo(1);
    journal.release(1);
    await().until(() -> journal.first() == 2);
    journal.release(3);
    await().until(() -> journal.first() == 3);
    StreamPosition before = new StreamPosition(journal.identity(), 1, 1_000_000);
    assertThat(next(tail(journal, before))).isEqualTo(Regression.MISSING + " to 2");
  }

  @Test
  void takesNoMoreWhenItIsFullOfWhatNobodyRead() throws Exception {
    Journal journal = open(new JournalLimits(Duration.ofDays(1), 10_000));
    String kilobyte = "x".repeat(950);
    for (int i = 0; i < 10; i++) {
      add(journal, kilobyte);
    }
    assertThatExceptionOfType(NotTaken.class)
        .isThrownBy(() -> add(journal, kilobyte))
        .withMessage("the journal is full of lines that were not read yet");
    journal.release(3);
    add(journal, kilobyte);
    assertThat(journal.bytes()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void usesThePlaceOfWhatIsGoneAgain() throws Exception {
    Journal journal = open(new JournalLimits(Duration.ofDays(1), 1 << 20));
    long largest = 0;
    for (int i = 0; i < 60; i++) {
      now.addAndGet(1_000);
      add(journal, "x".repeat(500_000));
      journal.release(journal.last());
      largest = Math.max(largest, Files.size(folder.resolve("journal.mv")));
    }
    assertThat(journal.bytes()).isLessThanOrEqualTo(1 << 20);
    assertThat(largest).as("of 30 MB that were written").isLessThan(25L << 20);
  }

  @Test
  void doesNotCountTheSleepOfTheMachineAsSilence() throws Exception {
    Journal journal = open();
    JournalTail tail = tail(journal);
    assertThat(next(tail)).startsWith("caught up");
    now.addAndGet(3_600_000);
    assertThat(next(tail)).isEqualTo("lost: this machine was asleep for 3600 s");
    assertThat(next(tail)).isEqualTo("caught up 4600000 at 0");
    now.addAndGet(60_000);
    nanos.addAndGet(60_000_000_000L);
    assertThat(next(tail)).as("a minute of work").startsWith("caught up");
  }

  @Test
  void staysOpenWhenAReaderIsInterrupted() throws Exception {
    Journal journal = open();
    add(journal, "a");
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.currentThread().interrupt();
                journal.recall("k");
                var _ = journal.add(List.of(line("b")), Map.of());
                tail(journal).next(SOON);
              } catch (InterruptedException | NotTaken e) {
                Thread.currentThread().interrupt();
              }
            });
    reader.join();
    add(journal, "c");
    assertThat(journal.last()).isEqualTo(3);
  }

  @Test
  void isForOneProcessAtATime() throws Exception {
    open();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::open)
        .withMessageContaining("ock");
  }

  @Test
  void refusesWhatIsTooLongForASubjectAndKeepsNothingOfIt() throws Exception {
    Journal journal = open();
    List<JournalLine> lines = List.of(line("a"), new JournalLine("x".repeat(40_000), new byte[1]));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> journal.add(lines, Map.of()));
    add(journal, "b");
    assertThat(next(tail(journal))).isEqualTo("1 b +0");
  }

  @Test
  void failsWhatIsNotSafeWhenItIsClosed() throws Exception {
    Journal journal = open();
    var added = journal.add(List.of(line("a")), Map.of());
    journal.close();
    try {
      added.get(1, TimeUnit.SECONDS);
      assertThat(open().last()).isEqualTo(1);
    } catch (ExecutionException _) {
      assertThat(open().last()).isZero();
    }
    assertThatExceptionOfType(NotTaken.class).isThrownBy(() -> add(journal, "b"));
  }
}
