package watchbill.cli.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

/// Writes what a [RateLimit] lets pass, and before the next line of any kind, or at the end, what
/// it kept back in minutes that are over. Safe from any thread.
public final class LimitedConsole extends ConsoleAppender<ILoggingEvent> {
  private final RateLimit limit;

  /// One that writes so many lines of a kind in a minute.
  public LimitedConsole(int mostInAMinute) {
    limit = new RateLimit(mostInAMinute);
    addFilter(limit);
  }

  @Override
  public void start() {
    limit.start();
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    limit.due(event.getTimeStamp()).forEach(super::append);
    super.append(event);
  }

  /// Writes what was kept back and is not said yet. Lines may still come.
  public void tellTheRest() {
    limit.rest().forEach(super::append);
  }

  @Override
  public void stop() {
    if (isStarted()) {
      tellTheRest();
    }
    super.stop();
  }
}
