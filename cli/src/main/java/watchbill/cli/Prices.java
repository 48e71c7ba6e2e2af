package watchbill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import watchbill.core.money.PriceBook;
import watchbill.wire.prices.PriceFileReader;

/// Where prices come from.
final class Prices {
  private static final String SHIPPED = "/watchbill/prices.json";

  private Prices() {}

  /// The prices of a file, or those that come with Watchbill.
  ///
  /// @throws IllegalArgumentException when the file is wrong, with the key, what was wanted and
  ///   what it has
  static PriceBook of(Optional<Path> file) throws IOException {
    return file.isPresent() ? of(Files.readAllBytes(file.get())) : shipped();
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
