package watchbill.wire.prices;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.core.money.DailyHours;
import watchbill.core.money.Tariff;
import watchbill.core.money.Validity;
import watchbill.wire.Rfc3339;

/// The prices of one model in genai-prices: one object, or a list of which the last whose
/// constraint is met holds.
final class GenAiPrices {
  private final Fields model;
  private final LeftOut leftOut;

  GenAiPrices(Fields model, LeftOut leftOut) {
    this.model = model;
    this.leftOut = leftOut;
  }

  /// What holds when.
  ///
  /// @throws LeftOut.Reason when they cannot be taken exactly
  Map<Validity, Tariff> read() {
    JsonValue prices = model.values().get("prices");
    if (prices instanceof JsonValue.Obj object) {
      return Map.of(Validity.ALWAYS, GenAiTariff.read(object.fields(), leftOut));
    }
    Map<Validity, Tariff> dated = new LinkedHashMap<>();
    Set<Boolean> hours = new HashSet<>();
    for (JsonValue item : model.list("prices")) {
      Fields entry = Fields.of(model.place("prices"), item);
      Validity validity =
          entry.has("constraint") ? validity(entry.object("constraint")) : Validity.ALWAYS;
      if (entry.has("constraint")) {
        hours.add(validity.hours() != null);
      }
      if (dated.put(validity, GenAiTariff.read(entry.object("prices").values(), leftOut)) != null) {
        throw new LeftOut.Reason("models with two prices at one time");
      }
    }
    if (dated.isEmpty() || hours.size() > 1) {
      throw new LeftOut.Reason("models with conditions that are not known");
    }
    return dated;
  }

  private static Validity validity(Fields constraint) {
    if (constraint.values().keySet().equals(Set.of("start_date"))) {
      long from = Rfc3339.parse(constraint.text("start_date") + "T00:00:00Z");
      if (from != Rfc3339.BAD) {
        return Validity.from(from);
      }
    }
    if (constraint.values().keySet().equals(Set.of("start_time", "end_time"))) {
      List<String> times = List.of(constraint.text("start_time"), constraint.text("end_time"));
      if (times.stream().allMatch(time -> time.matches("([01][0-9]|2[0-3]):[0-5][0-9]:00Z"))
          && !times.getFirst().equals(times.getLast())) {
        return new Validity(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            new DailyHours(DayTimes.millis(times.getFirst()), DayTimes.millis(times.getLast())));
      }
    }
    throw new LeftOut.Reason("models with conditions that are not known");
  }
}
