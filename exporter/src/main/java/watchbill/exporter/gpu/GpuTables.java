package watchbill.exporter.gpu;

import static watchbill.metrics.catalogue.GpuFamilies.ECC_ERRORS;
import static watchbill.metrics.catalogue.GpuFamilies.ENERGY;
import static watchbill.metrics.catalogue.GpuFamilies.IDLE_SINCE;
import static watchbill.metrics.catalogue.GpuFamilies.INFO;
import static watchbill.metrics.catalogue.GpuFamilies.LAST_XID;
import static watchbill.metrics.catalogue.GpuFamilies.MEMORY_FREE;
import static watchbill.metrics.catalogue.GpuFamilies.MEMORY_TEMPERATURE;
import static watchbill.metrics.catalogue.GpuFamilies.MEMORY_TOTAL;
import static watchbill.metrics.catalogue.GpuFamilies.MEMORY_USED;
import static watchbill.metrics.catalogue.GpuFamilies.POWER;
import static watchbill.metrics.catalogue.GpuFamilies.POWER_LIMIT;
import static watchbill.metrics.catalogue.GpuFamilies.REMAPPED_ROWS;
import static watchbill.metrics.catalogue.GpuFamilies.REMAP_FAILED;
import static watchbill.metrics.catalogue.GpuFamilies.REMAP_PENDING;
import static watchbill.metrics.catalogue.GpuFamilies.REQUESTED;
import static watchbill.metrics.catalogue.GpuFamilies.TEMPERATURE;
import static watchbill.metrics.catalogue.GpuFamilies.THROTTLED;
import static watchbill.metrics.catalogue.GpuFamilies.THROTTLED_TIME;
import static watchbill.metrics.catalogue.GpuFamilies.UTILIZATION;
import static watchbill.metrics.catalogue.GpuFamilies.XID_CHANGES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.gpu.GpuDevice;
import watchbill.connectors.gpu.GpuQuantity;
import watchbill.connectors.gpu.Throttle;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.GpuFamilies.GpuLabels;
import watchbill.metrics.catalogue.GpuFamilies.InfoLabels;
import watchbill.metrics.catalogue.GpuFamilies.KindLabels;
import watchbill.metrics.catalogue.GpuFamilies.NodeLabels;
import watchbill.metrics.catalogue.GpuFamilies.ThrottleLabels;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Scalar;
import watchbill.metrics.exposition.SeriesTable;

/// The tables of all units, filled unit by unit and then shown. One thread fills them.
final class GpuTables {
  private static final AgentLabels NOBODY = new AgentLabels("", "", "");
  private static final String CORRECTED = "corrected";
  private static final String UNCORRECTED = "uncorrected";

  /// A table and what it will show next.
  private record Draft<L extends Record & LabelSet>(SeriesTable<L> table, Map<L, Double> next) {
    void show() {
      table.replace(next);
      next.clear();
    }
  }

  private final Map<Scalar<?>, Draft<?>> all = new LinkedHashMap<>();
  private final Draft<InfoLabels> info = draft(INFO);
  private final Map<GpuQuantity, Draft<GpuLabels>> plain = new HashMap<>();
  private final Draft<GpuLabels> xidChanges;
  private final Draft<ThrottleLabels> throttled = draft(THROTTLED);
  private final Draft<ThrottleLabels> throttledTime = draft(THROTTLED_TIME);
  private final Draft<KindLabels> ecc = draft(ECC_ERRORS);
  private final Draft<KindLabels> remapped = draft(REMAPPED_ROWS);
  private final Draft<NodeLabels> requested = draft(REQUESTED);
  private final Draft<GpuLabels> idleSince = draft(IDLE_SINCE);

  GpuTables() {
    plain.put(GpuQuantity.UTILIZATION, draft(UTILIZATION));
    plain.put(GpuQuantity.MEMORY_USED, draft(MEMORY_USED));
    plain.put(GpuQuantity.MEMORY_FREE, draft(MEMORY_FREE));
    plain.put(GpuQuantity.MEMORY_TOTAL, draft(MEMORY_TOTAL));
    plain.put(GpuQuantity.POWER, draft(POWER));
    plain.put(GpuQuantity.POWER_LIMIT, draft(POWER_LIMIT));
    plain.put(GpuQuantity.ENERGY, draft(ENERGY));
    plain.put(GpuQuantity.TEMPERATURE, draft(TEMPERATURE));
    plain.put(GpuQuantity.MEMORY_TEMPERATURE, draft(MEMORY_TEMPERATURE));
    plain.put(GpuQuantity.LAST_XID, draft(LAST_XID));
    plain.put(GpuQuantity.REMAP_PENDING, draft(REMAP_PENDING));
    plain.put(GpuQuantity.REMAP_FAILED, draft(REMAP_FAILED));
    xidChanges = draft(XID_CHANGES);
  }

  /// All tables, always the same ones.
  List<SeriesTable<?>> tables() {
    List<SeriesTable<?>> tables = new ArrayList<>();
    all.values().forEach(draft -> tables.add(draft.table()));
    return tables;
  }

  /// The labels of a unit.
  static GpuLabels labels(GpuUnit unit, Allocation allocation) {
    AgentLabels agent = allocation.agent() == null ? NOBODY : allocation.agent();
    GpuDevice device = unit.reading().device();
    return new GpuLabels(
        agent.tenant(),
        agent.agent(),
        agent.role(),
        unit.node(),
        device.index(),
        device.uuid(),
        device.instance(),
        allocation.method().text());
  }

  void add(GpuUnit unit, GpuLabels labels) {
    info.next().put(info(unit, labels), 1.0);
    unit.reading().values().forEach((quantity, value) -> add(labels, quantity, value));
    unit.reading()
        .throttled()
        .forEach((why, holds) -> throttled.next().put(throttle(labels, why), holds ? 1.0 : 0.0));
    unit.reading()
        .throttledSeconds()
        .forEach((why, seconds) -> throttledTime.next().put(throttle(labels, why), seconds));
  }

  void addXidChanges(GpuLabels labels, long changes) {
    xidChanges.next().put(labels, (double) changes);
  }

  void addIdleSince(GpuLabels labels, long sinceMillis) {
    idleSince.next().put(labels, sinceMillis / 1000.0);
  }

  void addRequested(Map<NodeLabels, Double> gpus) {
    requested.next().putAll(gpus);
  }

  /// Shows all that was added since it was last called, and nothing else.
  void show() {
    all.values().forEach(Draft::show);
  }

  private void add(GpuLabels labels, GpuQuantity quantity, double value) {
    switch (quantity) {
      case ECC_CORRECTED -> ecc.next().put(kind(labels, CORRECTED), value);
      case ECC_UNCORRECTED -> ecc.next().put(kind(labels, UNCORRECTED), value);
      case REMAPPED_CORRECTED -> remapped.next().put(kind(labels, CORRECTED), value);
      case REMAPPED_UNCORRECTED -> remapped.next().put(kind(labels, UNCORRECTED), value);
      case MEMORY_RESERVED -> {} // a part of the total
      case UTILIZATION,
          MEMORY_USED,
          MEMORY_FREE,
          MEMORY_TOTAL,
          POWER,
          POWER_LIMIT,
          ENERGY,
          TEMPERATURE,
          MEMORY_TEMPERATURE,
          LAST_XID,
          REMAP_PENDING,
          REMAP_FAILED -> {
        Draft<GpuLabels> draft = plain.get(quantity);
        if (draft != null) {
          draft.next().put(labels, value);
        }
      }
    }
  }

  private <L extends Record & LabelSet> Draft<L> draft(Scalar<L> family) {
    Draft<L> draft = new Draft<>(new SeriesTable<>(family), new HashMap<>());
    all.put(family, draft);
    return draft;
  }

  private static InfoLabels info(GpuUnit unit, GpuLabels of) {
    return new InfoLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.node(),
        of.gpu(),
        of.uuid(),
        of.gpuInstance(),
        of.allocationMethod(),
        unit.reading().device().product(),
        unit.reading().device().profile(),
        unit.source());
  }

  private static ThrottleLabels throttle(GpuLabels of, Throttle why) {
    return new ThrottleLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.node(),
        of.gpu(),
        of.uuid(),
        of.gpuInstance(),
        of.allocationMethod(),
        why.text());
  }

  private static KindLabels kind(GpuLabels of, String kind) {
    return new KindLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.node(),
        of.gpu(),
        of.uuid(),
        of.gpuInstance(),
        of.allocationMethod(),
        kind);
  }
}
