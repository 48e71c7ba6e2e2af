package watchbill.wire.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.wire.feed.FeedMessage.Beat;
import watchbill.wire.feed.FeedMessage.Skipped;
import watchbill.wire.feed.FeedMessage.Told;

class FeedFormTest {
  private static final int ROUNDS = 300;
  private static final Told TOLD =
      new Told(3, 2, "backend", new Signal.ProgressMade(new AgentKey("acme", "bob"), 7));

  @Test
  void readsEveryKindOfSignalAsItWasWritten() {
    RandomSignals signals = new RandomSignals(2026);
    for (SignalKind kind : SignalKind.values()) {
      for (int i = 0; i < ROUNDS; i++) {
        Told told = new Told(i, i / 3, signals.text(), signals.of(kind));
        assertThat(SignalKind.of(told.signal())).isEqualTo(kind);
        assertThat(FeedForm.read(FeedForm.write(told))).isEqualTo(told);
      }
    }
  }

  @Test
  void everySignalHasAKindAndACodeOfItsOwn() {
    assertThat(SignalKind.values()).hasSize(Signal.class.getPermittedSubclasses().length);
    assertThat(Stream.of(SignalKind.values()).map(kind -> kind.code)).doesNotHaveDuplicates();
  }

  @Test
  void readsASignOfLifeAsItWasWritten() {
    Beat beat = new Beat(1_763_800_000_000L, 4, 17, true, "nats: connection refused");

    assertThat(FeedForm.read(FeedForm.write(beat))).isEqualTo(beat);
  }

  @Test
  void passesOverWhatALaterVersionWrites() {
    byte[] later = FeedForm.write(TOLD);
    later[0] = 4; // the number 2

    assertThat(FeedForm.read(later)).isEqualTo(new Skipped(SkipReason.NEWER));
  }

  @Test
  void passesOverAKindThatIsNotKnown() {
    byte[] unknown = FeedForm.write(TOLD);
    unknown[1] = 120; // the number 60

    assertThat(FeedForm.read(unknown)).isEqualTo(new Skipped(SkipReason.UNKNOWN_KIND));
  }

  @Test
  void passesOverWhatIsLongerThanItsForm() {
    byte[] told = FeedForm.write(TOLD);

    assertThat(FeedForm.read(Arrays.copyOf(told, told.length + 1)))
        .isEqualTo(new Skipped(SkipReason.BROKEN));
  }

  @Test
  void neverThrowsWhateverTheBytesAre() {
    Random random = new Random(5);
    RandomSignals signals = new RandomSignals(6);
    SignalKind[] kinds = SignalKind.values();
    int broken = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = FeedForm.write(new Told(1, 1, "", signals.of(kinds[i % kinds.length])));
      int cut = random.nextInt(bytes.length + 1);
      bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, cut) : bytes;
      for (int hits = random.nextInt(4); hits > 0 && bytes.length > 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      broken += FeedForm.read(bytes) instanceof Skipped ? 1 : 0;
    }
    assertThat(broken).isBetween(10_000, 99_000);
  }
}
