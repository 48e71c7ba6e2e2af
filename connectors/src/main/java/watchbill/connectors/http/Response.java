package watchbill.connectors.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer. Its length is known, so that HEAD can be answered in the same way.
///
/// @param headers without `Content-Length`, which the server adds
/// @param body the bytes in pieces of any size; must not change any more
public record Response(int status, Map<String, String> headers, List<byte[]> body) {
  /// An answer with this content type.
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), List.of(body));
  }

  /// An answer in plain text, which ends with a line break.
  public static Response text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", (line + '\n').getBytes(StandardCharsets.UTF_8));
  }

  /// The same with one more header.
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  /// The body's length in bytes.
  public long length() {
    return body.stream().mapToLong(piece -> piece.length).sum();
  }
}
