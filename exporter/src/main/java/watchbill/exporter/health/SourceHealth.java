package watchbill.exporter.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.poll.Poll;

/// The health of one source: whether it can be heard, when it last was, and its errors.
///
/// A source that was never heard is down since this was made. A source that is quiet because there
/// is nothing to hear is up: say [#heard()] whenever its connection answers. Safe from any thread;
/// no call waits.
public final class SourceHealth implements Dependency, Poll.Listener {
  /// Either up, or down for a reason since a time.
  private record State(boolean up, long sinceMillis, String why) {}

  private final String source;
  private final InstantSource clock;
  private final boolean needed;
  private final LongAdder errors = new LongAdder();
  private volatile long lastHeardMillis = -1;
  private volatile State state;

  /// @param source its name as a label: `nats`, `kubernetes`, `checkpoint` ...
  /// @param clock gives the time to every method
  public SourceHealth(String source, InstantSource clock) {
    this(source, clock, true);
  }

  private SourceHealth(String source, InstantSource clock, boolean needed) {
    this.source = source;
    this.needed = needed;
    this.clock = clock;
    this.state = new State(false, clock.millis(), "never heard");
  }

  /// The health of a source without which all work is done, only with less detail: when it is down,
  /// it says so, and Watchbill is ready all the same.
  public static SourceHealth supplementary(String source, InstantSource clock) {
    return new SourceHealth(source, clock, false);
  }

  /// The source answered or delivered just now. Cheap enough for every batch.
  public void heard() {
    long now = clock.millis();
    lastHeardMillis = now;
    if (!state.up()) {
      state = new State(true, now, "");
    }
  }

  /// The source cannot be heard any more; counts an error.
  ///
  /// @param why one line for a person; the last one is kept
  public void lost(String why) {
    errors.increment();
    State before = state;
    state = new State(false, before.up() ? clock.millis() : before.sinceMillis(), why);
  }

  /// As [#heard()].
  @Override
  public void answered() {
    heard();
  }

  /// As [#lost(String)].
  @Override
  public void failed(String why) {
    lost(why);
  }

  /// Something went wrong, but the source can be heard; counts an error.
  public void erred() {
    errors.increment();
  }

  /// Its name.
  public String source() {
    return source;
  }

  /// Whether it can be heard.
  public boolean up() {
    return state.up();
  }

  /// Why it cannot be heard; empty while it can.
  public String why() {
    return state.why();
  }

  /// For how long it cannot be heard; zero while it can.
  public Duration downFor() {
    State now = state;
    return now.up()
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(0, clock.millis() - now.sinceMillis()));
  }

  /// When it was last heard, in seconds since the epoch; null if never.
  public @Nullable Double lastHeardSeconds() {
    long millis = lastHeardMillis;
    return millis < 0 ? null : millis / 1000.0;
  }

  /// Errors so far.
  public long errors() {
    return errors.sum();
  }

  @Override
  public Readiness readiness() {
    State now = state;
    if (now.up()) {
      return new Readiness(source, true, "");
    }
    Duration down = Duration.ofSeconds(downFor().toSeconds());
    String since = down.isZero() ? "just now" : "for " + DurationText.of(down);
    String why = now.why() + " (" + since + ")";
    return new Readiness(source, !needed, needed ? why : "though it is down: " + why);
  }
}
