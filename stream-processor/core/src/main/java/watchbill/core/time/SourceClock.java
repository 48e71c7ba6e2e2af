package watchbill.core.time;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The time up to which all that happened has been heard: the least that its sources have promised.
/// It is moved by what sources say and never by a clock of its own, so a source that is down makes
/// time stand still, and nobody is accused of the silence. One owner thread.
///
/// Times are milliseconds since the epoch.
public final class SourceClock {
  /// How far ahead of a late event an outage is taken to last, so that it is told in few steps.
  private static final long STRIDE_MILLIS = 1_000;

  /// How long agents may take to be heard again after an outage, at most: they connect again and
  /// send what they kept. After a shorter outage, as long as that was.
  private static final long RETURN_MILLIS = 60_000;

  private enum Standing {
    UP,
    IDLE,
    DOWN,
    /// Heard again, but not yet all that was said meanwhile.
    CATCHING_UP
  }

  private static final class Source {
    private long promisedMillis;
    private Standing standing = Standing.UP;
    private long outageFromMillis;
    private long outageToMillis;

    private Source(long promisedMillis) {
      this.promisedMillis = promisedMillis;
    }
  }

  /// A span in which a source could not be heard.
  public record Outage(long fromMillis, long toMillis) {}

  private final Map<String, Source> sources = new HashMap<>();
  private long nowMillis;

  /// A clock that has come to `nowMillis`; 0 when nothing was ever heard.
  public SourceClock(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  /// The source gave an event that it took in at `atMillis`, after all that it had before.
  ///
  /// @return while it catches up after having been down: the span in which nobody could be heard,
  ///   as far as it is longer than told before; to be known before the event is applied
  public @Nullable Outage heard(String name, long atMillis) {
    Source source = source(name);
    source.promisedMillis = Math.max(source.promisedMillis, atMillis);
    return switch (source.standing) {
      case UP -> null;
      case IDLE -> {
        source.standing = Standing.UP;
        yield null;
      }
      case DOWN, CATCHING_UP -> {
        source.standing = Standing.CATCHING_UP;
        yield atMillis > source.outageToMillis ? outage(source, atMillis + STRIDE_MILLIS) : null;
      }
    };
  }

  /// The source is up and has given everything that it took in before `atMillis`.
  ///
  /// @return when it had been down: the span in which nobody could be heard, with the time that
  ///   agents need to be heard again
  public @Nullable Outage caughtUp(String name, long atMillis) {
    Source source = source(name);
    source.promisedMillis = Math.max(source.promisedMillis, atMillis);
    boolean wasDown = source.standing == Standing.DOWN || source.standing == Standing.CATCHING_UP;
    source.standing = Standing.UP;
    if (!wasDown) {
      return null;
    }
    long lasted = Math.max(0, atMillis - source.outageFromMillis);
    long back = atMillis + Math.min(lasted, RETURN_MILLIS);
    return back > source.outageToMillis ? outage(source, back) : null;
  }

  /// The source cannot be heard any more: time stops at what it has promised.
  public void down(String name) {
    Source source = source(name);
    if (source.standing != Standing.DOWN && source.standing != Standing.CATCHING_UP) {
      source.outageFromMillis = source.promisedMillis;
      source.outageToMillis = source.promisedMillis;
    }
    source.standing = Standing.DOWN;
  }

  /// The source has nothing to say and makes no promises: it holds time back no longer.
  public void idle(String name) {
    source(name).standing = Standing.IDLE;
  }

  /// The time that all sources have promised, which never falls; 0 before the first promise. When
  /// all are idle, the time that the last of them promised.
  public long nowMillis() {
    long least = Long.MAX_VALUE;
    long greatest = 0;
    for (Source source : sources.values()) {
      greatest = Math.max(greatest, source.promisedMillis);
      if (source.standing != Standing.IDLE) {
        least = Math.min(least, source.promisedMillis);
      }
    }
    nowMillis = Math.max(nowMillis, least == Long.MAX_VALUE ? greatest : least);
    return nowMillis;
  }

  private Source source(String name) {
    return sources.computeIfAbsent(name, _ -> new Source(nowMillis));
  }

  /// The outage up to `toMillis`; none when nothing had been heard before it began.
  private static @Nullable Outage outage(Source source, long toMillis) {
    source.outageToMillis = toMillis;
    return source.outageFromMillis == 0 ? null : new Outage(source.outageFromMillis, toMillis);
  }
}
