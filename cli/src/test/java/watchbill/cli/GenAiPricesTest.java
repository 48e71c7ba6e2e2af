package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import watchbill.connectors.real.SharedData;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.PriceBook;
import watchbill.core.money.Tariff;
import watchbill.wire.Rfc3339;
import watchbill.wire.prices.PriceFileReader;

/// 1,577 usage bodies of real answers, priced with genai-prices' own rows through our reader and
/// our arithmetic, against the prices that genai-prices expects. The bodies are read by the rules
/// (`extractors`) of the same data. What differs is counted here by reason; docs/prices.md shows
/// why.
class GenAiPricesTest {
  /// The rows and the expected prices are of about this time.
  private static final long AT = Rfc3339.parse("2026-08-01T12:00:00Z");

  private static final BigDecimal PICO = BigDecimal.ONE.movePointLeft(12);

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();

  @Test
  void pricesEveryBodyAsExpected() throws IOException {
    byte[] data = Files.readAllBytes(SharedData.file("prices/genai_prices.json"));
    PriceBook book = PriceFileReader.read(data);
    Map<String, JsonNode> providers = new HashMap<>();
    json.readTree(data).forEach(provider -> providers.put(provider.path("id").asText(), provider));
    JsonNode bodies;
    try (InputStream in =
        new GZIPInputStream(
            Files.newInputStream(SharedData.file("prices/genai_prices_usages.json.gz")))) {
      bodies = json.readTree(in);
    }
    assertThat(bodies).hasSize(1577);
    for (JsonNode body : bodies) {
      for (JsonNode extracted : body.path("extracted")) {
        for (JsonNode want : extracted.path("extractors")) {
          check(book, providers, body, want);
        }
      }
    }
    assertThat(counts)
        .as(String.join("\n", differences))
        .isEqualTo(
            Map.of(
                "equal", 3421,
                "audio tokens", 39,
                "output", 5,
                "model not in the data", 5,
                "model without a price", 3,
                "provider not in the data", 1,
                "no price, none expected", 15681,
                "name with a prefix or an ending", 166));
  }

  private void check(
      PriceBook book, Map<String, JsonNode> providers, JsonNode body, JsonNode want) {
    String provider = want.path("provider_id").asText();
    JsonNode rules = providers.get(provider);
    if (rules == null) {
      count(want.has("input_price") ? "provider not in the data" : "no price, none expected");
      return;
    }
    Map<String, Long> tokens = tokens(rules, want.path("api_flavor").asText(), body.path("body"));
    String model = body.path("model").asText();
    Tariff tariff = book.at(provider, model, "", AT);
    if (!want.has("input_price")) {
      count(tariff == null ? "no price, none expected" : "name with a prefix or an ending");
      return;
    }
    if (tariff == null || tokens == null) {
      differ(
          book.resolve(provider, model).isFound()
              ? "model without a price"
              : "model not in the data",
          body,
          want);
      return;
    }
    Cost cost = tariff.cost(usage(tokens));
    BigDecimal input =
        dollars(cost.input()).add(dollars(cost.cacheRead())).add(dollars(cost.cacheWrite5m()));
    boolean inputAgrees = input.compareTo(new BigDecimal(want.path("input_price").asText())) == 0;
    boolean outputAgrees =
        dollars(cost.output()).compareTo(new BigDecimal(want.path("output_price").asText())) == 0;
    if (inputAgrees && outputAgrees) {
      count("equal");
    } else {
      differ(
          tokens.keySet().stream().anyMatch(key -> key.contains("audio"))
              ? "audio tokens"
              : inputAgrees ? "output" : "input",
          body,
          want);
    }
  }

  private void differ(String why, JsonNode body, JsonNode want) {
    count(why);
    differences.add(why + ": " + body.path("model").asText() + " " + want);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private static BigDecimal dollars(long pico) {
    return BigDecimal.valueOf(pico).multiply(PICO);
  }

  /// genai-prices counts the cache inside of the input, and has one class of writes.
  private static Usage usage(Map<String, Long> tokens) {
    long read = tokens.getOrDefault("cache_read_tokens", 0L);
    long write = tokens.getOrDefault("cache_write_tokens", 0L);
    return new Usage(
        tokens.getOrDefault("input_tokens", 0L) - read - write,
        tokens.getOrDefault("output_tokens", 0L),
        read,
        write,
        0);
  }

  /// What the provider's own rules find in a body, or null where it is not such a body.
  private static @Nullable Map<String, Long> tokens(
      JsonNode provider, String flavor, JsonNode body) {
    for (JsonNode extractor : provider.path("extractors")) {
      if (extractor.path("api_flavor").asText().equals(flavor)) {
        List<JsonNode> roots = at(body, extractor.path("root"));
        if (roots.isEmpty()) {
          return null;
        }
        Map<String, Long> tokens = new HashMap<>();
        for (JsonNode mapping : extractor.path("mappings")) {
          for (JsonNode value : at(roots.getFirst(), mapping.path("path"))) {
            if (value.isNumber()) {
              tokens.merge(mapping.path("dest").asText(), value.asLong(), Long::sum);
            }
          }
        }
        return tokens;
      }
    }
    return null;
  }

  /// The nodes at a path: a key, or a list of keys and of conditions on the items of a list.
  private static List<JsonNode> at(JsonNode from, JsonNode path) {
    List<JsonNode> nodes = List.of(from);
    for (JsonNode step : path.isArray() ? path : List.of(path)) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        if (step.isTextual()) {
          if (node.hasNonNull(step.asText())) {
            next.add(node.get(step.asText()));
          }
        } else {
          for (JsonNode item : node) {
            if (item.path(step.path("field").asText()).equals(step.path("match").path("equals"))) {
              next.add(item);
            }
          }
        }
      }
      nodes = next;
    }
    return nodes;
  }
}
