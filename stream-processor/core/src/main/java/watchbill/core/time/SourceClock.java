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
  private enum Standing {
    UP,
    IDLE,
    DOWN
  }

  private static final class Watermark {
    private long promisedMillis;
    private Standing standing = Standing.UP;

    private Watermark(long promisedMillis) {
      this.promisedMillis = promisedMillis;
    }
  }

  private final Map<String, Watermark> sources = new HashMap<>();
  private long nowMillis;

  /// The source has given everything that it had before `atMillis`, and is up.
  ///
  /// @return when it had been down: the span that ends now, in which it could not be heard; else
  ///   null
  public @Nullable Outage promise(String source, long atMillis) {
    Watermark mark = sources.computeIfAbsent(source, _ -> new Watermark(atMillis));
    long before = mark.promisedMillis;
    boolean wasDown = mark.standing == Standing.DOWN;
    mark.promisedMillis = Math.max(before, atMillis);
    mark.standing = Standing.UP;
    return wasDown && atMillis > before ? new Outage(before, atMillis) : null;
  }

  /// The source cannot be heard any more: time stops at what it has promised.
  public void down(String source) {
    Watermark mark = sources.get(source);
    if (mark != null) {
      mark.standing = Standing.DOWN;
    }
  }

  /// The source has nothing to say and makes no promises: it holds time back no longer.
  public void idle(String source) {
    Watermark mark = sources.get(source);
    if (mark != null) {
      mark.standing = Standing.IDLE;
    }
  }

  /// The time that all sources have promised, which never falls; 0 before the first promise. When
  /// all are idle, the time that the last of them promised.
  public long nowMillis() {
    long least = Long.MAX_VALUE;
    long greatest = 0;
    for (Watermark mark : sources.values()) {
      greatest = Math.max(greatest, mark.promisedMillis);
      if (mark.standing != Standing.IDLE) {
        least = Math.min(least, mark.promisedMillis);
      }
    }
    nowMillis = Math.max(nowMillis, least == Long.MAX_VALUE ? greatest : least);
    return nowMillis;
  }

  /// A span in which a source was down.
  public record Outage(long fromMillis, long toMillis) {}
}
