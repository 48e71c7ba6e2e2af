package watchbill.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The layers of the image, the one that changes least first.
final class ImageLayers {
  /// The time of every file.
  static final Instant MODIFIED = Instant.ofEpochSecond(1);

  private static final FilePermissions READ = FilePermissions.fromOctalString("444");
  private static final FilePermissions RUN = FilePermissions.fromOctalString("555");
  private static final FilePermissions FOR_ALL = FilePermissions.fromOctalString("777");
  private static final String ROOT = "0:0";

  private ImageLayers() {}

  /// The C library and what it reads; places to mount volumes on.
  static FileEntriesLayer system(Map<String, Path> libraries, Path etc, Path emptyFolder)
      throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("system");
    SortedMap<String, FileEntry> entries = new TreeMap<>();
    libraries.forEach((place, file) -> entries.put(place, entry(file, place, RUN)));
    files(etc, "/etc").forEach((place, file) -> entries.put(place, entry(file, place, READ)));
    entries.put("/tmp", entry(emptyFolder, "/tmp", FOR_ALL));
    String user = SystemFiles.USER + ":" + SystemFiles.USER;
    entries.put(
        "/var/lib/watchbill",
        new FileEntry(
            emptyFolder,
            AbsoluteUnixPath.get("/var/lib/watchbill"),
            FilePermissions.fromOctalString("750"),
            MODIFIED,
            user));
    return layer.setEntries(List.copyOf(entries.values())).build();
  }

  /// The Java runtime.
  static FileEntriesLayer runtime(JavaRuntime runtime) throws IOException {
    return layer("java", files(runtime.home(), "/opt/java"));
  }

  /// What others wrote: jars and their machine code.
  static FileEntriesLayer libraries(Application application) throws IOException {
    SortedMap<String, Path> files = files(application.home(), Application.IN_IMAGE);
    files.keySet().removeIf(place -> !isForeign(place));
    return layer("libraries", files);
  }

  /// What changes with every commit.
  static FileEntriesLayer watchbill(Application application) throws IOException {
    SortedMap<String, Path> files = files(application.home(), Application.IN_IMAGE);
    files.keySet().removeIf(ImageLayers::isForeign);
    return layer("watchbill", files);
  }

  private static boolean isForeign(String place) {
    return place.startsWith(Application.IN_IMAGE + "/native/")
        || (place.startsWith(Application.IN_IMAGE + "/lib/")
            && !place.startsWith(Application.IN_IMAGE + "/lib/watchbill-"));
  }

  private static FileEntriesLayer layer(String name, SortedMap<String, Path> files) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    files.forEach(
        (place, file) -> layer.addEntry(entry(file, place, Files.isExecutable(file) ? RUN : READ)));
    return layer.build();
  }

  private static SortedMap<String, Path> files(Path folder, String place) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> walked = Files.walk(folder)) {
      walked
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(place + "/" + folder.relativize(file), file));
    }
    return files;
  }

  private static FileEntry entry(Path file, String place, FilePermissions permissions) {
    return new FileEntry(file, AbsoluteUnixPath.get(place), permissions, MODIFIED, ROOT);
  }
}
