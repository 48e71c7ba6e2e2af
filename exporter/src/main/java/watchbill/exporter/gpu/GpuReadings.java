package watchbill.exporter.gpu;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import watchbill.connectors.gpu.DcgmAnswer;
import watchbill.connectors.gpu.GpuReading;

/// What every source said last, until it is too old. Any thread.
final class GpuReadings {
  private static final String DCGM = "dcgm";
  private static final String SMI = "nvidia-smi";

  private final long staleAfterMillis;
  private final Map<String, List<GpuUnit>> bySource = new ConcurrentHashMap<>();

  /// @param staleAfterMillis for how long a reading is believed
  GpuReadings(long staleAfterMillis) {
    this.staleAfterMillis = staleAfterMillis;
  }

  /// A page was read.
  void put(DcgmAnswer.Page page, long nowMillis) {
    URI address = page.target().page();
    List<GpuUnit> units = new ArrayList<>();
    for (GpuReading reading : page.readings()) {
      String node = nodeOf(page, reading);
      units.add(new GpuUnit(node, DCGM, reading, nowMillis));
    }
    bySource.put(DCGM + " " + address, units);
  }

  /// A report of `nvidia-smi` was read.
  void put(String node, List<GpuReading> report, long nowMillis) {
    bySource.put(SMI, report.stream().map(one -> new GpuUnit(node, SMI, one, nowMillis)).toList());
  }

  /// All units that are known, each once: what DCGM says of one counts for more than what
  /// `nvidia-smi` does.
  Map<GpuUnit.Key, GpuUnit> at(long nowMillis) {
    bySource.values().removeIf(units -> isStale(units, nowMillis));
    Map<GpuUnit.Key, GpuUnit> units = new LinkedHashMap<>();
    bySource.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .flatMap(source -> source.getValue().stream())
        .forEach(unit -> units.putIfAbsent(unit.key(), unit));
    return units;
  }

  /// The name under which a page is shown where its node is not known.
  static String nameOf(URI page) {
    return page.getRawAuthority();
  }

  private boolean isStale(List<GpuUnit> units, long nowMillis) {
    return units.isEmpty() || nowMillis - units.getFirst().atMillis() > staleAfterMillis;
  }

  private static String nodeOf(DcgmAnswer.Page page, GpuReading reading) {
    if (!page.target().node().isEmpty()) {
      return page.target().node();
    }
    return reading.host().isEmpty() ? nameOf(page.target().page()) : reading.host();
  }
}
