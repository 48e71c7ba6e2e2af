package watchbill.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A Java runtime of those modules alone that Watchbill needs, linked from the JDK that runs this.
///
/// @param home where it is
record JavaRuntime(Path home) {
  /// Nothing draws, compiles or debugs in the image; `java.desktop` alone would add 12 MB.
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported");

  /// Links one.
  ///
  /// @param home where; must not be there
  static JavaRuntime link(Path home) throws IOException, InterruptedException {
    Program.run(
        Path.of("."),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-9",
            "--output",
            home.toString()));
    return new JavaRuntime(home);
  }

  /// The program that starts it.
  Path java() {
    return home.resolve("bin/java");
  }
}
