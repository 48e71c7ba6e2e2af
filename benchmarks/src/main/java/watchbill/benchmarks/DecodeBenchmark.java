package watchbill.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;

/// From the bytes of an event to what it means, against Jackson's streaming parser merely stepping
/// over the tokens of the same bytes. The events are those of a simulated fleet of 200 agents; each
/// run plays them to a fleet that knows nobody yet, so no event is dropped as known but those that
/// the simulation repeats.
final class DecodeBenchmark {
  private static final int EVENTS = 50_000;
  private static final int AGENTS = 200;

  private static final PriceBook PRICES =
      PriceBook.of(
          List.of(
              row("anthropic", "claude-opus-4-6"),
              row("anthropic", "claude-haiku-4-5"),
              row("openai", "gpt-5")));

  private final List<RecordedEvent> events = RecordedEvent.ofAFleet(AGENTS, EVENTS);
  private final EventReader reader = new EventReader();
  private final JsonFactory json = new JsonFactory();

  Report run(PrintStream out) {
    long bytes = 0;
    for (RecordedEvent event : events) {
      bytes += event.json().length;
    }
    SignalCount signals = decodeAndApply();
    out.printf(
        "one operation: an event of %.1f bytes on average; %.2f signals come of it%n",
        (double) bytes / EVENTS, (double) signals.count() / EVENTS);
    return new PairedRun(
            "decode and apply an event: watchbill, against Jackson's parser reading the same bytes",
            new Alternative("watchbill", EVENTS, () -> decodeAndApply().times()),
            new Alternative("jackson", EVENTS, this::readTokens))
        .run();
  }

  private SignalCount decodeAndApply() {
    SignalCount signals = new SignalCount();
    Fleet fleet = new Fleet(FleetOptions.DEFAULT.with(PRICES));
    for (RecordedEvent event : events) {
      Decoded decoded =
          reader.read(event.agent(), event.json(), 0, event.json().length, event.heardAtMillis());
      if (decoded instanceof Decoded.Accepted accepted) {
        fleet.advance(event.heardAtMillis(), signals);
        fleet.apply(accepted.activity(), signals);
      } else {
        throw new IllegalStateException("want an event, have " + decoded);
      }
    }
    return signals;
  }

  private long readTokens() {
    long tokens = 0;
    try {
      for (RecordedEvent event : events) {
        try (JsonParser parser = json.createParser(event.json())) {
          for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            tokens += token.id();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading an event", e);
    }
    return tokens;
  }

  private static PriceRow row(String provider, String model) {
    return new PriceRow(
        provider, model, 0, new Price(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000));
  }
}
