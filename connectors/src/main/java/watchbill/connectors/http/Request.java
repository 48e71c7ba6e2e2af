package watchbill.connectors.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A GET or HEAD request, or a POST with its body.
///
/// @param path as it was sent, without the query
/// @param query what follows the question mark, as it was sent; empty when there is none
/// @param headers by name in lower case; several of one name are joined by `, `
/// @param body as it came over the wire; empty for GET and HEAD
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Request(String path, String query, Map<String, String> headers, byte[] body) {
  private static final byte[] NOTHING = {};

  public Request {
    headers = Map.copyOf(headers);
  }

  /// A request without a body.
  public Request(String path, String query, Map<String, String> headers) {
    this(path, query, headers, NOTHING);
  }

  /// A request without a query.
  public Request(String path, Map<String, String> headers) {
    this(path, "", headers);
  }

  /// The same with this body.
  Request withBody(byte[] received) {
    return new Request(path, query, headers, received);
  }

  /// A header's value, or an empty text; the name's case does not matter.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// The names between the path's slashes, decoded: `["a", "b c"]` for `/a/b%20c`.
  public List<String> names() {
    return Arrays.stream(path.split("/")).skip(1).map(name -> decoded(name)).toList();
  }

  /// The value of a key of the query, decoded; the first, or an empty text.
  public String parameter(String key) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(key))
        .map(pair -> decoded(pair[1]))
        .findFirst()
        .orElse("");
  }

  /// The text without its percent signs; as it is where they say nothing. A plus is a plus.
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
