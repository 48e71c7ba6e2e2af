package watchbill.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Watchbill as it stands in the image: its jars, the libraries' jars, their machine code, the
/// options of the JVM and the archive of classes.
///
/// @param home where it is
record Application(Path home) {
  /// Where it is in the image.
  static final String IN_IMAGE = "/opt/watchbill";

  /// Jars that others name and nothing of ours loads. Vert.x takes Jackson 3 where it is there, and
  /// goes on with Jackson 2 where it is not. No source asks for those groups of Kubernetes' API, and
  /// the client starts without them (not so without `extensions` and `certificates`).
  private static final List<String> UNUSED =
      List.of(
          "jackson-core-3.",
          "jackson-databind-3.",
          "kubernetes-model-admissionregistration-",
          "kubernetes-model-apiextensions-",
          "kubernetes-model-flowcontrol-",
          "kubernetes-model-gatewayapi-",
          "kubernetes-model-resource-",
          "kubernetes-model-storageclass-");

  /// What the JVM is started with. The archive is one of a reproducible kind: made without profiles
  /// and without linking ahead of time, both of which would write times of the machine into it.
  static final List<String> OPTIONS =
      List.of(
          "-XX:SharedArchiveFile=" + IN_IMAGE + "/classes.jsa",
          "-Xshare:auto",
          "-XX:+UseSerialGC",
          "-XX:MaxRAMPercentage=60",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.library.path=" + IN_IMAGE + "/native",
          "-Dorg.xerial.snappy.use.systemlib=true",
          "-Dvertx.disableFileCPResolving=true");

  /// Puts together what was built.
  ///
  /// @param built the folder that has `watchbill.jar` and `lib`
  static Application of(Path built, Path home) throws IOException {
    Application application = new Application(home);
    Files.createDirectories(application.libraries());
    Files.createDirectories(application.machineCode());
    Files.copy(built.resolve("watchbill.jar"), application.jar());
    try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
      for (Path jar : jars.sorted().toList()) {
        application.take(jar);
      }
    }
    Files.write(home.resolve("java.options"), OPTIONS);
    return application;
  }

  /// The jar to start.
  Path jar() {
    return home.resolve("watchbill.jar");
  }

  /// Where the jars of libraries are.
  Path libraries() {
    return home.resolve("lib");
  }

  /// Where the libraries' machine code is.
  Path machineCode() {
    return home.resolve("native");
  }

  /// Makes the archive of classes that is mapped into memory at the start.
  ///
  /// @param classes which, in the form of `-XX:SharedClassListFile`; one that is not there is
  ///   passed over
  void archive(JavaRuntime runtime, Path classes) throws IOException, InterruptedException {
    // The JVM takes the archive only when jars have the time that they had when it was made.
    stamp(home);
    stamp(runtime.home());
    // Names in the archive are relative, so that it is the same wherever it was made. The JVM takes
    // another folder than the one it was made in; there must be a folder in the names for that.
    Path folder = home.toAbsolutePath();
    Program.run(
        folder.resolveSibling(""),
        List.of(
            runtime.java().toAbsolutePath().toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + classes.toAbsolutePath(),
            "-XX:SharedArchiveFile=" + folder.getFileName() + "/classes.jsa",
            "-jar",
            folder.getFileName() + "/watchbill.jar"));
    stamp(home);
  }

  private void take(Path jar) throws IOException {
    String name = jar.getFileName().toString();
    if (UNUSED.stream().anyMatch(name::startsWith)) {
      return;
    }
    Optional<NativeJar> carriesCode =
        NativeJar.ALL.stream().filter(candidate -> candidate.is(jar)).findFirst();
    if (carriesCode.isPresent()) {
      carriesCode.get().split(jar, libraries().resolve(name), machineCode());
    } else {
      Files.copy(jar, libraries().resolve(name));
    }
  }

  private static void stamp(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(ImageLayers.MODIFIED));
      }
    }
  }
}
