package watchbill.sources.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.wire.Decoded;

/// What a recording says, as lines of text.
final class Played {
  private Played() {}

  static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static InputStream gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  static List<String> lines(Recording recording) throws IOException {
    List<String> lines = new ArrayList<>();
    for (RecordedLine line = recording.next(); line != null; line = recording.next()) {
      lines.add(line.number() + " " + describe(line.decoded()));
    }
    return lines;
  }

  private static String describe(Decoded decoded) {
    return switch (decoded) {
      case Decoded.Accepted accepted -> describe(accepted.activity());
      case Decoded.Unknown unknown -> "unknown " + unknown.type();
      case Decoded.Rejected rejected -> "rejected " + rejected.reason();
    };
  }

  private static String describe(Activity activity) {
    AgentEvent event = activity.event();
    return activity.agent()
        + " "
        + activity.id()
        + " "
        + event.getClass().getSimpleName()
        + " at "
        + event.atMillis() % 100_000
        + " heard "
        + activity.heardAtMillis() % 100_000;
  }
}
