package watchbill.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A jar that carries machine code for many machines. In the image that of one machine stands
/// beside the jar, where the JVM looks for libraries: nothing is unpacked when it starts, and the
/// root may be read-only.
///
/// @param name how the jar's name begins
/// @param library the entry with the code of Linux on x86_64
record NativeJar(String name, String library) {
  /// All of them. Each looks in `java.library.path` when its jar does not have the code;
  /// snappy-java wants a property for it.
  static final List<NativeJar> ALL =
      List.of(
          new NativeJar("rocksdbjni-", "librocksdbjni-linux64.so"),
          new NativeJar("zstd-jni-", "linux/amd64/libzstd-jni-"),
          new NativeJar("snappy-java-", "org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so"),
          new NativeJar("lz4-java-", "net/jpountz/util/linux/amd64/liblz4-java.so"));

  private static final List<String> CODE = List.of(".so", ".dll", ".dylib", ".jnilib", ".a");
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /// Whether it is this jar.
  boolean is(Path jar) {
    return jar.getFileName().toString().startsWith(name);
  }

  /// Writes the jar without machine code, and the code of our machine beside it.
  ///
  /// @throws IOException the jar has none for our machine, too
  void split(Path from, Path jar, Path libraries) throws IOException {
    boolean found = false;
    try (ZipFile in = new ZipFile(from.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        try (InputStream content = in.getInputStream(entry)) {
          if (entry.getName().startsWith(library)) {
            String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            Files.copy(content, libraries.resolve(file));
            found = true;
          } else if (CODE.stream().noneMatch(entry.getName()::endsWith)) {
            ZipEntry kept = new ZipEntry(entry.getName());
            kept.setTimeLocal(ANY_TIME);
            out.putNextEntry(kept);
            content.transferTo(out);
            out.closeEntry();
          }
        }
      }
    }
    if (!found) {
      throw new IOException("%s: want %s, have none".formatted(from.getFileName(), library));
    }
  }
}
