package watchbill.cli.logs;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;

/// Logs who gets stuck and who is free again, with the agent as fields of the line; never what an agent
/// said. Both lines of one verdict have the same `correlation_id`.
public final class VerdictLog implements SignalSink {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictLog.class);

  private final BooleanSupplier isNews;
  private final Map<AgentKey, Long> stuckSince = new ConcurrentHashMap<>();

  /// One that is silent at first.
  ///
  /// @param isNews whether what comes is news, and not what was known before a restart
  public VerdictLog(BooleanSupplier isNews) {
    this.isNews = isNews;
  }

  @Override
  public void accept(Signal signal) {
    if (signal instanceof Signal.AgentStuck stuck) {
      long since = stuckSince.computeIfAbsent(stuck.agent(), _ -> stuck.atMillis());
      log(stuck.agent(), since, stuck.cause(), "agent: stuck");
    } else if (signal instanceof Signal.AgentFreed freed) {
      Long since = stuckSince.remove(freed.agent());
      log(
          freed.agent(),
          since == null ? freed.atMillis() : since,
          freed.cause(),
          "agent: not stuck any more");
    }
  }

  private void log(AgentKey agent, long sinceMillis, Enum<?> cause, String message) {
    LoggingEventBuilder line = LOG.atInfo();
    if (!isNews.getAsBoolean()) {
      return;
    }
    line.addKeyValue("tenant", agent.tenant())
        .addKeyValue("agent", agent.agent())
        .addKeyValue("cause", cause.name().toLowerCase(Locale.ROOT))
        .addKeyValue("correlation_id", agent + "@" + Instant.ofEpochMilli(sinceMillis))
        .log(message);
  }
}
