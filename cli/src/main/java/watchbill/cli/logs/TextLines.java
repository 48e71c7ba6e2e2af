package watchbill.cli.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.slf4j.event.KeyValuePair;
import watchbill.cli.explain.Printable;

/// One line of text an event, for a person at a terminal: what [JsonLines] writes, without what a
/// terminal would take as an order. Safe from any thread.
public final class TextLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};
  private static final int LONGEST = 4_096;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final boolean withStacks;

  /// One that writes so.
  ///
  /// @param withStacks whether an error's stack is written, too, in lines of its own
  public TextLines(boolean withStacks) {
    this.withStacks = withStacks;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder text = new StringBuilder();
    text.append(event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair one : event.getKeyValuePairs()) {
        text.append(' ').append(one.key).append('=').append(one.value);
      }
    }
    IThrowableProxy error = event.getThrowableProxy();
    if (error != null) {
      text.append(": ").append(error.getClassName()).append(": ").append(error.getMessage());
    }
    StringBuilder line = new StringBuilder();
    line.append(TIME.format(event.getInstant().atZone(ZoneId.systemDefault())))
        .append(" %-5s ".formatted(event.getLevel()))
        .append(Printable.of(Redaction.of(text.toString(), LONGEST)))
        .append('\n');
    if (error != null && withStacks) {
      Redaction.of(ThrowableProxyUtil.asString(error))
          .lines()
          .forEach(one -> line.append(Printable.of(one.replace("\t", "    "))).append('\n'));
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
