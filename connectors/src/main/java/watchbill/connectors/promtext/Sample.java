package watchbill.connectors.promtext;

import java.util.Collections;
import java.util.Map;

/// One sample of another exporter's page.
///
/// @param labels by name, in the page's order; whatever the page says, and so not to be trusted
/// @param value any number, NaN and infinite ones included
public record Sample(String name, Map<String, String> labels, double value) {
  public Sample {
    labels = Collections.unmodifiableMap(labels);
  }

  /// The value of a label; empty when there is none, which Prometheus takes to be the same.
  public String label(String label) {
    return labels.getOrDefault(label, "");
  }
}
