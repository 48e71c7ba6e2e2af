package watchbill.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes the container image of Watchbill as a tar file that every engine loads, and its bill of
/// materials.
@Command(name = "make-image", mixinStandardHelpOptions = true)
public final class MakeImage implements Callable<Integer> {
  private static final int HTTP = 9464;

  @Spec private CommandSpec spec;

  @Option(names = "--built", required = true, description = "The folder that has watchbill.jar.")
  private Path built = Path.of("");

  @Option(names = "--classes", required = true, description = "The classes to archive.")
  private Path classes = Path.of("");

  @Option(names = "--out", required = true, description = "The folder to write to; made anew.")
  private Path out = Path.of("");

  /// Runs it and ends the process.
  public static void main(String[] args) {
    System.exit(new CommandLine(new MakeImage()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    refuseOtherMachines();
    Folders.delete(out);
    Files.createDirectories(out);
    JavaRuntime runtime = JavaRuntime.link(out.resolve("java"));
    Application application = Application.of(built, out.resolve("watchbill"));
    Map<String, Path> libraries =
        SystemFiles.libraries(List.of(runtime.home(), application.machineCode()));
    BillOfMaterials bill = new BillOfMaterials(built.resolve("bom.json"));
    bill.keep(application);
    bill.add(runtime);
    bill.add(libraries);
    bill.write(application.home().resolve("bom.cdx.json"));
    application.archive(runtime, classes);
    FileEntriesLayer system =
        ImageLayers.system(
            libraries,
            SystemFiles.etc(out.resolve("etc")),
            Files.createDirectories(out.resolve("empty")));
    String version = version(application.jar());
    JibContainer image =
        write(
            Jib.fromScratch()
                .addFileEntriesLayer(system)
                .addFileEntriesLayer(ImageLayers.runtime(runtime))
                .addFileEntriesLayer(ImageLayers.libraries(application))
                .addFileEntriesLayer(ImageLayers.watchbill(application)),
            version);
    Files.copy(application.home().resolve("bom.cdx.json"), out.resolve("watchbill.cdx.json"));
    PrintWriter told = spec.commandLine().getOut();
    told.printf(
        "%s: watchbill:%s, %,d bytes, %s%n", tar(), version, Files.size(tar()), image.getDigest());
    return 0;
  }

  private Path tar() {
    return out.resolve("watchbill.tar");
  }

  private JibContainer write(JibContainerBuilder image, String version)
      throws IOException, InterruptedException, ExecutionException {
    try {
      return image
          .addPlatform("amd64", "linux")
          .setUser(SystemFiles.USER + ":" + SystemFiles.USER)
          .setWorkingDirectory(AbsoluteUnixPath.get("/"))
          .setEnvironment(Map.of("LANG", "C.UTF-8", "XDG_STATE_HOME", "/var/lib"))
          .setEntrypoint(
              "/opt/java/bin/java",
              "@" + Application.IN_IMAGE + "/java.options",
              "-jar",
              Application.IN_IMAGE + "/watchbill.jar")
          .setProgramArguments("run")
          .addExposedPort(Port.tcp(HTTP))
          .setLabels(
              Map.of(
                  "org.opencontainers.image.title", "watchbill",
                  "org.opencontainers.image.licenses", "Apache-2.0",
                  "org.opencontainers.image.version", version))
          .containerize(
              Containerizer.to(TarImage.at(tar()).named("watchbill:" + version))
                  .setOfflineMode(true)
                  .setBaseImageLayersCache(out.resolve("cache"))
                  .setApplicationLayersCache(out.resolve("cache")));
    } catch (RegistryException
        | CacheDirectoryCreationException
        | InvalidImageReferenceException e) {
      throw new IOException("cannot write " + tar(), e);
    }
  }

  private static String version(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Implementation-Version");
    }
  }

  private static void refuseOtherMachines() throws IOException {
    String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!machine.equals("Linux on amd64")) {
      throw new IOException("image: want Linux on amd64 to build on, have " + machine);
    }
  }
}
