package watchbill.connectors.gpu;

import java.util.List;
import java.util.Map;
import watchbill.connectors.promtext.BadLine;

/// What came of asking one DCGM exporter.
public sealed interface DcgmAnswer {
  /// The exporter.
  DcgmTarget target();

  /// Its page.
  ///
  /// @param skipped how many of its lines could not be read, by why
  record Page(DcgmTarget target, List<GpuReading> readings, Map<BadLine, Integer> skipped)
      implements DcgmAnswer {
    public Page {
      readings = List.copyOf(readings);
      skipped = Map.copyOf(skipped);
    }
  }

  /// None.
  ///
  /// @param why one line for a person, with the address
  record None(DcgmTarget target, String why) implements DcgmAnswer {}
}
