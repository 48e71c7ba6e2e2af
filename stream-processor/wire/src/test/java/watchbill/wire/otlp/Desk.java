package watchbill.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.money.PicoUsd;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;
import watchbill.wire.otlp.OtlpOutcome.Taken;
import watchbill.wire.otlp.OtlpOutcome.Unreadable;
import watchbill.wire.prices.PriceFileReader;

/// A receiver in memory: what it is sent goes through the mapper, as bytes into a log, and from
/// there into the core, which keeps the bill.
final class Desk {
  private final Map<String, byte[]> remembered = new HashMap<>();
  private final Memory memory =
      new Memory() {
        @Override
        public byte @Nullable [] recall(String key) {
          return remembered.get(key);
        }

        @Override
        public void remember(String key, byte[] value) {
          remembered.put(key, value);
        }
      };
  private static final String PRICES =
      """
      {"currency": "USD", "prices": [
        {"provider": "anthropic", "model": "sonnet", "valid_from": "2025-01-01", "source": "a test",
         "usd_per_million_tokens": {"input": 3, "output": 15, "cache_read": 0.3,
           "cache_write_5m": 3.75, "cache_write_1h": 6},
         "tiers": [{"above_prompt_tokens": 200000, "usd_per_million_tokens": {"input": 6,
           "output": 22.5, "cache_read": 0.6, "cache_write_5m": 7.5, "cache_write_1h": 12}}]}
      ]}\
      """;

  private final Fleet fleet =
      new Fleet(
          FleetOptions.DEFAULT.with(PriceFileReader.read(PRICES.getBytes(StandardCharsets.UTF_8))));
  private final Map<String, ModelBill> bills = new TreeMap<>();
  private TelemetryMapper mapper = new TelemetryMapper();
  final List<OtlpEvent> events = new ArrayList<>();
  int largestPortion;
  final Map<OtlpRefusal, Long> refused = new TreeMap<>();

  /// Begins anew with nothing but what was remembered.
  void restart() {
    mapper = new TelemetryMapper();
  }

  Taken logs(long atMillis, byte[] body) {
    return taken(new OtlpRequest("acme", "", Telemetry.LOGS, Encoding.PROTOBUF, atMillis), body);
  }

  Taken metrics(long atMillis, byte[] body) {
    return taken(new OtlpRequest("acme", "", Telemetry.METRICS, Encoding.PROTOBUF, atMillis), body);
  }

  Taken traces(long atMillis, byte[] body) {
    return taken(new OtlpRequest("acme", "", Telemetry.TRACES, Encoding.PROTOBUF, atMillis), body);
  }

  OtlpOutcome json(Telemetry telemetry, long atMillis, String body) {
    OtlpRequest request = new OtlpRequest("acme", "", telemetry, Encoding.JSON, atMillis);
    OtlpOutcome outcome = mapper.take(request, body.getBytes(StandardCharsets.UTF_8), memory);
    if (outcome instanceof Taken taken) {
      log(taken.events(), atMillis);
    }
    return outcome;
  }

  OtlpOutcome raw(OtlpRequest request, byte[] body) {
    OtlpOutcome outcome = mapper.take(request, body, memory);
    if (outcome instanceof Taken taken) {
      log(taken.events(), request.heardAtMillis());
    }
    return outcome;
  }

  void settle(long nowMillis) {
    List<String> due = mapper.due(nowMillis, memory);
    while (!due.isEmpty()) {
      for (String place : due) {
        List<OtlpEvent> told = mapper.settle(place, nowMillis, memory);
        largestPortion = Math.max(largestPortion, told.size());
        log(told, nowMillis);
      }
      due = mapper.due(nowMillis, memory);
    }
  }

  private Taken taken(OtlpRequest request, byte[] body) {
    OtlpOutcome outcome = mapper.take(request, body, memory);
    switch (outcome) {
      case Taken taken -> {
        log(taken.events(), request.heardAtMillis());
        taken.refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
        return taken;
      }
      case Unreadable unreadable -> throw new AssertionError(unreadable.detail());
    }
  }

  private void log(List<OtlpEvent> told, long heardAtMillis) {
    EventReader reader = new EventReader();
    for (OtlpEvent one : told) {
      events.add(one);
      byte[] json = new EventWriter().write(one.id(), EventSource.of(one.agent()), one.event());
      Decoded decoded = reader.read(one.agent(), json, 0, json.length, heardAtMillis);
      assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
      if (decoded instanceof Decoded.Accepted accepted) {
        fleet.advance(heardAtMillis, this::hear);
        fleet.apply(accepted.activity(), this::hear);
      }
    }
  }

  /// Lets time pass in the core.
  void advance(long toMillis) {
    fleet.advance(toMillis, this::hear);
  }

  final List<Signal> signals = new ArrayList<>();

  private void hear(Signal signal) {
    if (signal instanceof Signal.TokensConsumed consumed) {
      bills.put(consumed.agent() + " " + consumed.bill().model(), consumed.bill());
    } else {
      signals.add(signal);
    }
  }

  /// All that is on the bill.
  Usage total() {
    return bills.values().stream().map(ModelBill::usage).reduce(Usage.NONE, Usage::plus);
  }

  long responses() {
    return bills.values().stream().mapToLong(ModelBill::responses).sum();
  }

  String dollars() {
    long pico = 0;
    for (ModelBill bill : bills.values()) {
      pico = PicoUsd.plus(pico, bill.cost().total());
    }
    return PicoUsd.toDecimal(pico);
  }

  /// The events as lines.
  String lines() {
    StringBuilder lines = new StringBuilder();
    for (OtlpEvent one : events) {
      lines.append(one.agent()).append(' ').append(one.event()).append('\n');
    }
    return lines.toString();
  }

  /// How many bytes are remembered.
  long rememberedBytes() {
    return remembered.values().stream().mapToLong(bytes -> bytes.length).sum();
  }
}
