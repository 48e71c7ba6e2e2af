package watchbill.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageTest {
  private static final String BOM =
      """
      {"bomFormat":"CycloneDX","components":[
        {"bom-ref":"a","name":"lz4-java","version":"1.0","hashes":[{"alg":"MD5","content":"00"}]},
        {"bom-ref":"b","name":"jackson-core","version":"3.1.5"},
        {"bom-ref":"c","name":"watchbill-core","version":"0.1"}],
       "dependencies":[{"ref":"a","dependsOn":["b","c"]},{"ref":"b","dependsOn":["a"]}]}
      """;

  @TempDir private Path folder;
  private Path built = Path.of("");

  @BeforeEach
  void build() throws IOException {
    built = Files.createDirectories(folder.resolve("built/lib")).resolveSibling("");
    jar(built.resolve("watchbill.jar"), "META-INF/MANIFEST.MF");
    jar(
        built.resolve("lib/lz4-java-1.0.jar"),
        "net/jpountz/util/linux/amd64/liblz4-java.so",
        "net/jpountz/util/darwin/x86_64/liblz4-java.dylib",
        "net/jpountz/LZ4.class");
    jar(built.resolve("lib/jackson-core-3.1.5.jar"), "tools/Core.class");
    jar(built.resolve("lib/watchbill-core-0.1.jar"), "watchbill/Core.class");
  }

  @Test
  void takesTheMachineCodeOfOneMachineOutOfAJar() throws IOException {
    Application application = Application.of(built, folder.resolve("image"));

    assertThat(names(application.libraries().resolve("lz4-java-1.0.jar")))
        .containsExactly("net/jpountz/LZ4.class");
    assertThat(application.machineCode().resolve("liblz4-java.so"))
        .hasContent("net/jpountz/util/linux/amd64/liblz4-java.so");
  }

  @Test
  void leavesOutWhatNothingLoads() throws IOException {
    Application application = Application.of(built, folder.resolve("image"));
    assertThat(application.libraries().resolve("jackson-core-3.1.5.jar")).doesNotExist();
  }

  @Test
  void writesTheSameJarAtAnyTime() throws IOException {
    Path once = Application.of(built, folder.resolve("once")).libraries();
    Path again = Application.of(built, folder.resolve("again")).libraries();
    assertThat(again.resolve("lz4-java-1.0.jar"))
        .hasSameBinaryContentAs(once.resolve("lz4-java-1.0.jar"));
  }

  @Test
  void refusesAJarWithoutCodeForOurMachine() throws IOException {
    jar(built.resolve("lib/zstd-jni-1.0.jar"), "win/amd64/libzstd-jni-1.0.dll");
    assertThatThrownBy(() -> Application.of(built, folder.resolve("image")))
        .hasMessage("zstd-jni-1.0.jar: want linux/amd64/libzstd-jni-, have none");
  }

  @Test
  void putsOurOwnWorkIntoTheLastLayer() throws IOException {
    Application application = Application.of(built, folder.resolve("image"));
    assertThat(places(ImageLayers.libraries(application).getEntries()))
        .containsExactly(
            "/opt/watchbill/lib/lz4-java-1.0.jar", "/opt/watchbill/native/liblz4-java.so");
    assertThat(places(ImageLayers.watchbill(application).getEntries()))
        .containsExactly(
            "/opt/watchbill/java.options",
            "/opt/watchbill/lib/watchbill-core-0.1.jar",
            "/opt/watchbill/watchbill.jar");
  }

  @Test
  void letsNobodyWriteButWhereVolumesAreMounted() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    SortedMap<String, Path> none = new TreeMap<>();
    List<FileEntry> system =
        ImageLayers.system(none, SystemFiles.etc(folder.resolve("etc")), empty).getEntries();
    assertThat(system)
        .filteredOn(file -> (file.getPermissions().getPermissionBits() & 0222) != 0)
        .extracting(file -> file.getExtractionPath() + " " + file.getOwnership())
        .containsExactly("/tmp 0:0", "/var/lib/watchbill 65532:65532");
  }

  @Test
  void namesInTheBillWhatIsInTheImage() throws IOException {
    Application application = Application.of(built, folder.resolve("image"));
    Path file = Files.writeString(folder.resolve("bom.json"), BOM);
    BillOfMaterials bill = new BillOfMaterials(file);
    bill.keep(application);
    bill.write(folder.resolve("written.json"));

    JsonNode written = new ObjectMapper().readTree(folder.resolve("written.json").toFile());
    assertThat(written.findValuesAsText("bom-ref")).containsExactly("a", "c");
    assertThat(written.path("dependencies").toString())
        .isEqualTo("[{\"ref\":\"a\",\"dependsOn\":[\"c\"]}]");
    assertThat(written.findValuesAsText("alg")).containsExactly("SHA-256", "SHA-256");
  }

  @Test
  void refusesAJarThatTheBillDoesNotName() throws IOException {
    jar(built.resolve("lib/left-over-1.0.jar"), "Old.class");
    Application application = Application.of(built, folder.resolve("image"));
    BillOfMaterials bill =
        new BillOfMaterials(Files.writeString(folder.resolve("bom.json"), BOM));
    assertThatThrownBy(() -> bill.keep(application)).hasMessageContaining("[left-over-1.0.jar]");
  }

  @Test
  void findsTheLibrariesThatJavaNeeds() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "lib", "server");
    assertThat(SystemFiles.libraries(List.of(java)).keySet())
        .anyMatch(place -> place.endsWith("/libc.so.6"));
  }

  private static List<String> places(List<FileEntry> entries) {
    return entries.stream().map(entry -> entry.getExtractionPath().toString()).toList();
  }

  private static List<String> names(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private static void jar(Path file, String... entries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(entry.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
  }
}
