package watchbill.exporter.page;

import java.util.List;
import java.util.function.Predicate;
import watchbill.connectors.http.AcceptedItem;
import watchbill.metrics.exposition.Format;

/// What a scraper wants, by its headers.
///
/// Prometheus 2 asks for OpenMetrics 1.0.0 with quality 1, Prometheus 3 with 0.6 and `escaping`;
/// both for the text format below that, and with native histograms for protobuf above it
/// (`acceptHeader` in `scrape/scrape.go`). Protobuf goes only to who names it and likes nothing
/// better. Who asks for none of the three gets the text format.
///
/// @param gzip whether to compress
public record Negotiation(Format format, boolean gzip) {
  /// The choice for these headers; an absent one is empty.
  public static Negotiation of(String accept, String acceptEncoding) {
    return new Negotiation(format(accept), gzip(acceptEncoding));
  }

  private static Format format(String accept) {
    List<AcceptedItem> items = AcceptedItem.listOf(accept);
    double openMetrics = best(items, Negotiation::isOpenMetrics);
    double text = best(items, Negotiation::isText);
    double protobuf = best(items, Negotiation::isProtobuf);
    if (protobuf > 0 && protobuf >= Math.max(openMetrics, text)) {
      return Format.PROTOBUF;
    }
    return openMetrics > 0 && openMetrics >= text ? Format.OPEN_METRICS : Format.TEXT;
  }

  private static double best(List<AcceptedItem> items, Predicate<AcceptedItem> fits) {
    return items.stream().filter(fits).mapToDouble(AcceptedItem::quality).max().orElse(0);
  }

  /// 0.0.1 was the draft of 1.0.0 and reads the same; Prometheus accepts the one for the other.
  private static boolean isOpenMetrics(AcceptedItem item) {
    String version = item.parameters().getOrDefault("version", "1.0.0");
    return item.name().equals("application/openmetrics-text")
        && (version.equals("1.0.0") || version.equals("0.0.1"));
  }

  /// The format has others of its name, readable ones, so both parameters must be there.
  private static boolean isProtobuf(AcceptedItem item) {
    return item.name().equals("application/vnd.google.protobuf")
        && item.parameters().getOrDefault("proto", "").equals("io.prometheus.client.MetricFamily")
        && item.parameters().getOrDefault("encoding", "").equals("delimited");
  }

  private static boolean isText(AcceptedItem item) {
    String version = item.parameters().getOrDefault("version", "0.0.4");
    return item.name().equals("*/*")
        || item.name().equals("text/*")
        || (item.name().equals("text/plain")
            && (version.equals("0.0.4") || version.equals("1.0.0")));
  }

  private static boolean gzip(String acceptEncoding) {
    List<AcceptedItem> items = AcceptedItem.listOf(acceptEncoding);
    List<AcceptedItem> named = items.stream().filter(item -> item.name().equals("gzip")).toList();
    List<AcceptedItem> any = items.stream().filter(item -> item.name().equals("*")).toList();
    return (named.isEmpty() ? any : named).stream().anyMatch(item -> item.quality() > 0);
  }
}
