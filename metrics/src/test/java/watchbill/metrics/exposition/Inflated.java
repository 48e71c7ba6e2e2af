package watchbill.metrics.exposition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/// Reads what was compressed, with Java's own reader.
final class Inflated {
  private Inflated() {}

  /// The text of compressed parts that stand one after the other in a block.
  static byte[] of(List<Deflated> parts) throws DataFormatException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(LineCode.opening());
    parts.forEach(part -> block.writeBytes(part.bytes()));
    block.writeBytes(LineCode.closing());
    Inflater inflater = new Inflater(true);
    inflater.setInput(block.toByteArray());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] some = new byte[64 << 10];
    while (!inflater.finished()) {
      int read = inflater.inflate(some);
      if (read == 0 && !inflater.finished()) {
        throw new DataFormatException("want more, have all of it");
      }
      text.write(some, 0, read);
    }
    int behind = inflater.getRemaining();
    inflater.end();
    if (behind > 0) {
      throw new DataFormatException("want no more, have " + behind + " bytes");
    }
    return text.toByteArray();
  }

  /// The text of a gzip member, whose checksum and length the reader has checked.
  static byte[] of(Gzipped page) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    page.body().forEach(body::writeBytes);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body.toByteArray()))) {
      return in.readAllBytes();
    }
  }
}
