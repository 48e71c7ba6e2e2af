package watchbill.simulator.scorecard;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import watchbill.core.Activity;
import watchbill.core.Signal;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.core.time.Deadlines;
import watchbill.core.time.SourceClock;

/// The core behind one source, as the embedded processor runs it, by a clock that is played. Owned
/// by one thread.
final class Watcher {
  /// A signal, and when it was told, in milliseconds since the epoch by a true clock.
  record Told(long atMillis, Signal signal) {}

  private static final String SOURCE = "activity";

  private final Fleet fleet;
  private final SourceClock clock;
  private final Consumer<Told> out;
  private boolean down;
  private long nowMillis;
  private long passedMillis;

  /// @param startMillis when it begins to watch
  Watcher(FleetOptions options, long startMillis, Consumer<Told> out) {
    this.fleet = new Fleet(options);
    this.clock = new SourceClock(startMillis);
    this.out = out;
    this.nowMillis = startMillis;
    this.passedMillis = startMillis;
  }

  /// Time comes to this moment, with nothing that happens before it: the source promises so in
  /// every tick.
  void come(long atMillis) {
    long tick = Deadlines.TICK_MILLIS;
    for (long at = (nowMillis / tick + 1) * tick; at <= atMillis && !down; at += tick) {
      nowMillis = at;
      unheard(clock.caughtUp(SOURCE, at));
      pass();
    }
    nowMillis = Math.max(nowMillis, atMillis);
  }

  /// Takes what comes now.
  void take(Delivered item) {
    come(item.atMillis());
    switch (item) {
      case Delivered.Heard heard -> hear(heard.activity());
      case Delivered.Learned learned ->
          fleet.apply(learned.fact(), Math.min(passedMillis, nowMillis), this::tell);
      case Delivered.SourceDown _ -> {
        unheard(clock.caughtUp(SOURCE, nowMillis));
        clock.down(SOURCE);
        down = true;
      }
      case Delivered.SourceUp _ -> {
        unheard(clock.caughtUp(SOURCE, nowMillis));
        down = false;
        pass();
      }
    }
  }

  private void hear(Activity activity) {
    unheard(clock.heard(SOURCE, activity.heardAtMillis()));
    fleet.apply(
        activity.heardAtMillis() >= passedMillis
            ? activity
            : new Activity(activity.agent(), activity.id(), passedMillis, activity.event()),
        this::tell);
    pass();
  }

  private void pass() {
    long now = clock.nowMillis() / Deadlines.TICK_MILLIS * Deadlines.TICK_MILLIS;
    if (now > passedMillis) {
      passedMillis = now;
      fleet.advance(now, this::tell);
    }
  }

  private void unheard(SourceClock.@Nullable Outage outage) {
    if (outage != null) {
      fleet.unheard(outage.fromMillis(), outage.toMillis());
    }
  }

  private void tell(Signal signal) {
    out.accept(new Told(nowMillis, signal));
  }
}
