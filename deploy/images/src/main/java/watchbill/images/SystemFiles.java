package watchbill.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What stands under the Java runtime in an image from nothing: the C library of the machine that
/// builds, and the files in which it looks for users and names.
final class SystemFiles {
  /// The user of the image, by number, as policies for pods want it.
  static final int USER = 65532;

  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  private SystemFiles() {}

  /// Shared libraries that the machine code below these folders needs, by their place in the image.
  static SortedMap<String, Path> libraries(List<Path> folders)
      throws IOException, InterruptedException {
    SortedMap<String, Path> libraries = new TreeMap<>();
    for (Path folder : folders) {
      for (Path file : machineCode(folder)) {
        Matcher matcher =
            LIBRARY.matcher(
                Program.run(Path.of("."), List.of("ldd", file.toAbsolutePath().toString())));
        while (matcher.find()) {
          Path library = Path.of(matcher.group(1));
          if (!library.startsWith(folder.toAbsolutePath())) {
            libraries.put(library.toString(), library.toRealPath());
          }
        }
      }
    }
    return libraries;
  }

  /// Writes the small files of `/etc`.
  static Path etc(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("passwd"),
        "root:x:0:0:root:/:/nowhere\nwatchbill:x:%d:%d:watchbill:/:/nowhere\n"
            .formatted(USER, USER));
    Files.writeString(folder.resolve("group"), "root:x:0:\nwatchbill:x:%d:\n".formatted(USER));
    Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files dns\n");
    return folder;
  }

  private static List<Path> machineCode(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".so") || file.toString().contains("/bin/"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}
