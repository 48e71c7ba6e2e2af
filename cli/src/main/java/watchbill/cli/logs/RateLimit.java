package watchbill.cli.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/// Lets so many lines of one kind pass in a minute, and says in the first of the next minute how many
/// it kept back. Lines are of one kind when one place logs them: by logger and message before values are
/// put in. Safe from any thread.
public final class RateLimit extends Filter<ILoggingEvent> {
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MOST_KINDS = 500;

  private final int mostInAMinute;
  private final Map<String, Kind> kinds =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
          return size() > MOST_KINDS;
        }
      };

  private static final class Kind {
    private long minute = Long.MIN_VALUE;
    private int passed;
    private long keptBack;
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
            event.getLoggerName() + " " + event.getMessage(), _ -> new Kind());
    long minute = Math.floorDiv(event.getTimeStamp(), MINUTE_MILLIS);
    if (minute != kind.minute) {
      tell(event, kind.keptBack);
      kind.minute = minute;
      kind.passed = 0;
      kind.keptBack = 0;
    }
    if (kind.passed >= mostInAMinute) {
      kind.keptBack++;
      return FilterReply.DENY;
    }
    kind.passed++;
    return FilterReply.NEUTRAL;
  }

  private static void tell(ILoggingEvent event, long keptBack) {
    if (keptBack > 0
        && event instanceof ch.qos.logback.classic.spi.LoggingEvent line) {
      List<KeyValuePair> named =
          line.getKeyValuePairs() == null
              ? new ArrayList<>()
              : new ArrayList<>(line.getKeyValuePairs());
      named.add(new KeyValuePair("kept_back", keptBack));
      line.setKeyValuePairs(named);
    }
  }
}
