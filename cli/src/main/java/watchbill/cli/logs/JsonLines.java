package watchbill.cli.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/// One JSON object a line: `time`, `level`, `message`, `logger`; then what the place that logs
/// named beside its message (`tenant`, `agent`, `correlation_id`, `cause`); `error` and, for
/// debugging, `stack`. Safe from any thread.
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};
  private static final int LONGEST = 4_096;
  private static final Set<String> FIXED =
      Set.of("time", "level", "message", "logger", "error", "stack");
  private static final JsonFactory JSON = new JsonFactory();

  private final boolean withStacks;

  /// One that writes so.
  ///
  /// @param withStacks whether an error's stack is written, too
  public JsonLines(boolean withStacks) {
    this.withStacks = withStacks;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", event.getInstant().toString());
      json.writeStringField("level", event.getLevel().toString());
      json.writeStringField("message", text(event.getFormattedMessage()));
      json.writeStringField("logger", event.getLoggerName());
      List<KeyValuePair> named = event.getKeyValuePairs();
      if (named != null) {
        Set<String> used = new HashSet<>(FIXED);
        for (KeyValuePair one : named) {
          json.writeStringField(free(one.key, used), text(String.valueOf(one.value)));
        }
      }
      IThrowableProxy error = event.getThrowableProxy();
      if (error != null) {
        json.writeStringField(
            "error", text(error.getClassName() + ": " + String.valueOf(error.getMessage())));
        if (withStacks) {
          json.writeStringField("stack", Redaction.of(ThrowableProxyUtil.asString(error)));
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    line.write('\n');
    return line.toByteArray();
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  /// The name, with as many `_` behind it as it takes to be the only one of the line.
  private static String free(String name, Set<String> used) {
    String free = name;
    while (!used.add(free)) {
      free += "_";
    }
    return free;
  }

  private static String text(String raw) {
    return Redaction.of(raw, LONGEST);
  }
}
