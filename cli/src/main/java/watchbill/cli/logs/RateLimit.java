package watchbill.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// Lets so many lines of one kind pass in a minute, and says how many it kept back: in the first of
/// that kind in a later minute, or else in a line of its own. Lines are of one kind when one place
/// logs them of one tenant: by logger and message before values are put in. Safe from any thread.
public final class RateLimit extends Filter<ILoggingEvent> {
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MOST_KINDS = 5_000;

  private final int mostInAMinute;
  private long looked = Long.MIN_VALUE;
  private final List<ILoggingEvent> forgotten = new ArrayList<>();
  private final Map<String, Kind> kinds =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
          boolean tooMany = size() > MOST_KINDS;
          if (tooMany) {
            eldest.getValue().tellTo(forgotten);
          }
          return tooMany;
        }
      };

  private static final class Kind {
    private long minute = Long.MIN_VALUE;
    private int passed;
    private long keptBack;
    private @Nullable ILoggingEvent last;

    /// Adds the line that says how many were kept back, if any were; nobody says it again.
    void tellTo(List<ILoggingEvent> lines) {
      ILoggingEvent like = last;
      if (like == null) {
        return;
      }
      LoggingEvent line = new LoggingEvent();
      line.setLoggerName(like.getLoggerName());
      line.setLevel(like.getLevel());
      line.setThreadName(like.getThreadName());
      line.setMessage(like.getMessage());
      line.setInstant(Instant.ofEpochMilli(like.getTimeStamp()));
      line.setMDCPropertyMap(Map.of());
      line.setKeyValuePairs(new ArrayList<>());
      String tenant = tenant(like);
      if (!tenant.isEmpty()) {
        line.addKeyValuePair(new KeyValuePair("tenant", tenant));
      }
      line.addKeyValuePair(new KeyValuePair("kept_back", keptBack));
      keptBack = 0;
      last = null;
      lines.add(line);
    }
  }

  /// One that lets so many pass.
  public RateLimit(int mostInAMinute) {
    this.mostInAMinute = mostInAMinute;
  }

  @Override
  public synchronized FilterReply decide(ILoggingEvent event) {
    if (event.getLevel().toInt() < Level.INFO.toInt()) {
      return FilterReply.NEUTRAL;
    }
    Kind kind =
        kinds.computeIfAbsent(
            event.getLoggerName() + " " + tenant(event) + " " + event.getMessage(),
            _ -> new Kind());
    long minute = minute(event.getTimeStamp());
    if (minute != kind.minute) {
      tell(event, kind.keptBack);
      kind.minute = minute;
      kind.passed = 0;
      kind.keptBack = 0;
      kind.last = null;
    }
    if (kind.passed >= mostInAMinute) {
      kind.keptBack++;
      kind.last = event;
      return FilterReply.DENY;
    }
    kind.passed++;
    return FilterReply.NEUTRAL;
  }

  /// The lines that say what was kept back in minutes that are over. Each is said once.
  ///
  /// @param nowMillis since 1970
  public synchronized List<ILoggingEvent> due(long nowMillis) {
    long now = minute(nowMillis);
    if (now <= looked && forgotten.isEmpty()) {
      return List.of();
    }
    looked = Math.max(looked, now);
    return keptBackBefore(now);
  }

  /// The lines that say what was kept back until now. Each is said once.
  public synchronized List<ILoggingEvent> rest() {
    return keptBackBefore(Long.MAX_VALUE);
  }

  private List<ILoggingEvent> keptBackBefore(long minute) {
    List<ILoggingEvent> lines = new ArrayList<>(forgotten);
    forgotten.clear();
    for (Kind kind : kinds.values()) {
      if (kind.minute < minute) {
        kind.tellTo(lines);
      }
    }
    return lines;
  }

  private static long minute(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS);
  }

  private static String tenant(ILoggingEvent event) {
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair one : event.getKeyValuePairs()) {
        if (one.key.equals("tenant")) {
          return String.valueOf(one.value);
        }
      }
    }
    return "";
  }

  private static void tell(ILoggingEvent event, long keptBack) {
    if (keptBack > 0 && event instanceof LoggingEvent line) {
      List<KeyValuePair> named =
          line.getKeyValuePairs() == null
              ? new ArrayList<>()
              : new ArrayList<>(line.getKeyValuePairs());
      named.add(new KeyValuePair("kept_back", keptBack));
      line.setKeyValuePairs(named);
    }
  }
}
