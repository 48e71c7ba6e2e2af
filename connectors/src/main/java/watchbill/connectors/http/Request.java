package watchbill.connectors.http;

import java.util.Locale;
import java.util.Map;

/// A GET or HEAD request.
///
/// @param path as it was sent, without the query
/// @param headers by name in lower case; several of one name are joined by `, `
public record Request(String path, Map<String, String> headers) {
  public Request {
    headers = Map.copyOf(headers);
  }

  /// A header's value, or an empty text; the name's case does not matter.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
