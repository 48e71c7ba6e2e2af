package watchbill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import watchbill.connectors.real.RealPrometheus;

/// Sums that Prometheus gives, by the labels that they are grouped by.
final class Totals {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Totals() {}

  /// The result of an instant query: the values of the labels, joined by blanks, and the number.
  static Map<String, Long> of(RealPrometheus prometheus, String query, String... labels)
      throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(prometheus.query(query));
    Map<String, Long> totals = new TreeMap<>();
    for (JsonNode sample : answer.path("data").path("result")) {
      StringBuilder key = new StringBuilder();
      for (String label : labels) {
        key.append(key.isEmpty() ? "" : " ").append(sample.path("metric").path(label).asText());
      }
      totals.put(key.toString(), Math.round(sample.path("value").path(1).asDouble()));
    }
    return totals;
  }
}
