package watchbill.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;
import watchbill.cli.logs.JsonLines;
import watchbill.cli.logs.LimitedConsole;
import watchbill.cli.logs.TextLines;

/// How logs are written: to stderr, as text on a terminal and as JSON elsewhere.
final class Logs {
  /// Enough to see what befalls single agents; what befalls all of them is counted.
  private static final int LINES_OF_A_KIND = 20;

  private Logs() {}

  /// Takes the place of logback's own configuration.
  ///
  /// @param quiet whether the command speaks for itself, so that only warnings are logged
  static void configure(boolean debug, boolean quiet) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LimitedConsole stderr = new LimitedConsole(LINES_OF_A_KIND);
    stderr.setContext(context);
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder(context, debug));
    stderr.start();
    if (!quiet) {
      Runtime.getRuntime().addShutdownHook(new Thread(stderr::tellTheRest, "last-lines"));
    }
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(stderr);
    root.setLevel(debug ? Level.DEBUG : Level.WARN);
    context.getLogger("watchbill").setLevel(debug ? Level.DEBUG : quiet ? Level.WARN : Level.INFO);
    context.getLogger("io.netty").setLevel(Level.WARN);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, boolean debug) {
    if (Terminal.isThere()) {
      TextLines text = new TextLines(debug);
      text.setContext(context);
      text.start();
      return text;
    }
    JsonLines json = new JsonLines(debug);
    json.setContext(context);
    json.start();
    return json;
  }
}
