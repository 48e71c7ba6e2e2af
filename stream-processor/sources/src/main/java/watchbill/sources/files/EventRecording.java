package watchbill.sources.files;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;

/// A recording of events in the format in which agents send them, one JSON object a line,
/// compressed with gzip or not. Each event's `source` names its agent
/// ([watchbill.wire.EventSource]).
public final class EventRecording implements Recording {
  private final Lines lines;
  private final String tenant;
  private final EventReader reader = new EventReader();
  private long clockMillis = EventReader.NOT_BEGUN;

  /// A recording at its beginning.
  ///
  /// @param in closed by the caller
  /// @param tenant whose the agents are where the events' source does not say; not empty
  public EventRecording(InputStream in, String tenant) throws IOException {
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException("tenant: want a name, have none");
    }
    this.lines = Lines.of(in);
    this.tenant = tenant;
  }

  @Override
  public @Nullable RecordedLine next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    Decoded decoded = reader.readRecorded(tenant, lines.bytes(), 0, lines.length(), clockMillis);
    if (decoded instanceof Decoded.Accepted accepted) {
      clockMillis = accepted.activity().heardAtMillis();
    }
    return new RecordedLine(lines.number(), decoded);
  }
}
