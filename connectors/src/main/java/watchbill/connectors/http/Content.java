package watchbill.connectors.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// A request's body as its sender wrote it, unpacked if it came packed; or why there is none.
public sealed interface Content {
  /// The body.
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Plain(byte[] bytes) implements Content {}

  /// It cannot be had.
  ///
  /// @param status of the answer: 400, 413 or 415
  /// @param why for a person
  record Refused(int status, String why) implements Content {}

  /// The body of this request, which may be as it is or in gzip. What unpacks to more than
  /// `largest` bytes is refused as soon as it does.
  static Content of(Request request, int largest) {
    String encoding = request.header("Content-Encoding").strip().toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "", "identity" ->
          request.body().length > largest ? tooLarge(largest) : new Plain(request.body());
      case "gzip" -> unpacked(request.body(), largest);
      default -> new Refused(415, "Content-Encoding: want gzip or none, have another");
    };
  }

  private static Content unpacked(byte[] packed, int largest) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8 << 10)) {
      byte[] bytes = in.readNBytes(largest);
      return in.read() < 0 ? new Plain(bytes) : tooLarge(largest);
    } catch (IOException _) {
      return new Refused(400, "want a body in gzip, have one that is cut off or something else");
    }
  }

  private static Content tooLarge(int largest) {
    return new Refused(413, "want a body of at most " + largest + " bytes unpacked, have more");
  }
}
