package watchbill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.core.money.PriceBook;
import watchbill.wire.prices.PriceFile;
import watchbill.wire.prices.PriceFileReader;

/// Where prices come from.
final class Prices {
  private static final Logger LOG = LoggerFactory.getLogger(Prices.class);
  private static final String SHIPPED = "/watchbill/prices.json";

  private Prices() {}

  /// The prices of a file, or those that come with Watchbill. What of another program's file cannot
  /// be taken is logged in one line.
  ///
  /// @throws IllegalArgumentException when the file is wrong, with the key, what was wanted and
  ///   what it has
  static PriceBook of(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return shipped();
    }
    PriceFile prices = read(file.get());
    if (!prices.leftOut().isEmpty()) {
      LOG.info("{}: {}; {}", file.get(), prices.summary(), prices.leftOutLine());
    }
    return prices.book();
  }

  /// A price file.
  static PriceFile read(Path file) throws IOException {
    return PriceFileReader.readFile(Files.readAllBytes(file));
  }

  /// The prices in a file's bytes.
  ///
  /// @throws IllegalArgumentException as above
  static PriceBook of(byte[] file) {
    return PriceFileReader.read(file);
  }

  /// The prices that come with Watchbill.
  static PriceBook shipped() throws IOException {
    try (InputStream in = Prices.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IOException("no " + SHIPPED + " in the jar");
      }
      return PriceFileReader.read(in.readAllBytes());
    }
  }
}
