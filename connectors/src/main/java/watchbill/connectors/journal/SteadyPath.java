package watchbill.connectors.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// How MVStore is told to open a file as a [SteadyFile]. Public, with a constructor, because it
/// makes them itself.
public final class SteadyPath extends FilePathWrapper {
  private static final String SCHEME = "steady";

  static {
    FilePath.register(new SteadyPath());
  }

  /// The name of this file for MVStore.
  static String name(Path file) {
    return SCHEME + ":" + file.toAbsolutePath();
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new SteadyFile(new RandomAccessFile(new File(getBase() + ""), mode));
  }
}
