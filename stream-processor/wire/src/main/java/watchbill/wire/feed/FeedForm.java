package watchbill.wire.feed;

import watchbill.core.AgentKey;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.wire.feed.FeedMessage.Beat;
import watchbill.wire.feed.FeedMessage.Skipped;
import watchbill.wire.feed.FeedMessage.Told;

/// The byte form of [FeedMessage]s: the version, what it is, and its fields in their order.
public final class FeedForm {
  private static final int VERSION = 1;
  private static final int BEAT = 0;

  private FeedForm() {}

  /// The bytes of a signal.
  public static byte[] write(Told told) {
    StateOutput out = begin(SignalKind.of(told.signal()).code, told.epoch(), told.run());
    out.text(told.role());
    out.text(told.signal().agent().tenant());
    out.text(told.signal().agent().agent());
    out.number(told.signal().atMillis());
    SignalFields.write(told.signal(), out);
    return out.toBytes();
  }

  /// The bytes of a sign of life.
  public static byte[] write(Beat beat) {
    StateOutput out = begin(BEAT, beat.epoch(), beat.run());
    out.number(beat.beat());
    out.number(beat.caughtUp() ? 1 : 0);
    out.text(beat.deaf());
    return out.toBytes();
  }

  /// What bytes say; never throws.
  public static FeedMessage read(byte[] bytes) {
    try {
      StateInput in = new StateInput(bytes);
      long version = in.number();
      if (version != VERSION) {
        return new Skipped(version > VERSION ? SkipReason.NEWER : SkipReason.BROKEN);
      }
      long code = in.number();
      SignalKind kind = SignalKind.of(code);
      if (kind == null && code != BEAT) {
        return new Skipped(SkipReason.UNKNOWN_KIND);
      }
      long epoch = in.number();
      long run = in.number();
      FeedMessage read = kind == null ? beat(epoch, run, in) : told(kind, epoch, run, in);
      return in.atEnd() ? read : new Skipped(SkipReason.BROKEN);
    } catch (IllegalArgumentException | ArithmeticException _) { // how the forms of state say so
      return new Skipped(SkipReason.BROKEN);
    }
  }

  private static StateOutput begin(int code, long epoch, long run) {
    StateOutput out = new StateOutput();
    out.number(VERSION);
    out.number(code);
    out.number(epoch);
    out.number(run);
    return out;
  }

  private static Beat beat(long epoch, long run, StateInput in) {
    return new Beat(epoch, run, in.number(), in.number() != 0, in.text());
  }

  private static Told told(SignalKind kind, long epoch, long run, StateInput in) {
    String role = in.text();
    AgentKey agent = new AgentKey(in.text(), in.text());
    return new Told(epoch, run, role, SignalValues.read(kind, agent, in.number(), in));
  }
}
