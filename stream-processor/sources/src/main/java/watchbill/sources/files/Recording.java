package watchbill.sources.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A recording of what agents did. Its events count as heard when they happened, or with the event
/// before where an agent's clock went back, so that the time of hearing never falls.
///
/// Used by one thread.
public interface Recording {
  /// The next line, or null after the last one.
  ///
  /// @throws IOException when the recording cannot be read on; bad lines are [RecordedLine]s
  @Nullable RecordedLine next() throws IOException;
}
