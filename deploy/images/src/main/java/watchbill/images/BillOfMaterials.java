package watchbill.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the image is made of, in CycloneDX: the jars that the build names, as far as they are in
/// it, and what it takes from the machine. Each with the SHA-256 of what is really in the image.
final class BillOfMaterials {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ObjectNode bom;
  private final ArrayNode components;

  /// Begins with the one that the build wrote.
  BillOfMaterials(Path built) throws IOException {
    bom = (ObjectNode) JSON.readTree(Files.readAllBytes(built));
    components = bom.withArray("components");
  }

  /// Leaves out what is not in the image, and takes the hashes of what is.
  ///
  /// @throws IOException a jar in the image that the build does not name, too
  void keep(Application application) throws IOException {
    Set<String> jars = new HashSet<>();
    try (var files = Files.list(application.libraries())) {
      files.forEach(file -> jars.add(file.getFileName().toString()));
    }
    Set<String> left = new HashSet<>();
    for (int i = components.size() - 1; i >= 0; i--) {
      ObjectNode component = (ObjectNode) components.get(i);
      String jar =
          component.path("name").asText() + "-" + component.path("version").asText() + ".jar";
      if (jars.remove(jar)) {
        hash(component, application.libraries().resolve(jar));
      } else {
        left.add(component.path("bom-ref").asText());
        components.remove(i);
      }
    }
    if (!jars.isEmpty()) {
      throw new IOException("bill of materials: want all jars of the image, have none of " + jars);
    }
    leaveOut(left);
  }

  /// Adds the Java runtime.
  void add(JavaRuntime runtime) throws IOException {
    ObjectNode java = components.addObject();
    java.put("type", "platform");
    java.put("bom-ref", "java");
    java.put("publisher", System.getProperty("java.vendor"));
    java.put("name", "Java runtime: " + String.join(", ", JavaRuntime.MODULES));
    java.put("version", System.getProperty("java.runtime.version"));
    hash(java, runtime.home().resolve("lib/modules"));
  }

  /// Adds the shared libraries of the machine, with the package that they are of where it has
  /// packages of Debian's kind.
  void add(Map<String, Path> libraries) throws IOException, InterruptedException {
    for (Map.Entry<String, Path> library : libraries.entrySet()) {
      ObjectNode component = components.addObject();
      component.put("type", "library");
      component.put("bom-ref", library.getKey());
      component.put("name", library.getKey());
      String origin = origin(library.getValue());
      if (!origin.isEmpty()) {
        String[] nameAndVersion = origin.split(" ", 2);
        component.put("version", nameAndVersion[1]);
        component.put(
            "purl", "pkg:deb/debian/%s@%s".formatted(nameAndVersion[0], nameAndVersion[1]));
      }
      hash(component, library.getValue());
    }
  }

  /// Writes it.
  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), bom);
  }

  private void leaveOut(Set<String> left) {
    ArrayNode dependencies = bom.withArray("dependencies");
    for (int i = dependencies.size() - 1; i >= 0; i--) {
      if (left.contains(dependencies.get(i).path("ref").asText())) {
        dependencies.remove(i);
        continue;
      }
      JsonNode on = dependencies.get(i).path("dependsOn");
      for (int j = on.size() - 1; j >= 0; j--) {
        if (left.contains(on.get(j).asText())) {
          ((ArrayNode) on).remove(j);
        }
      }
    }
  }

  private static String origin(Path library) throws InterruptedException {
    try {
      String owner = Program.run(Path.of("."), List.of("dpkg", "-S", library.toString()));
      String name = owner.substring(0, owner.lastIndexOf(": "));
      String version =
          Program.run(Path.of("."), List.of("dpkg-query", "-W", "-f=${Version}", name));
      return name.replaceFirst(":.*", "") + " " + version;
    } catch (IOException _) {
      return "";
    }
  }

  private static void hash(ObjectNode component, Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      component
          .putArray("hashes")
          .addObject()
          .put("alg", "SHA-256")
          .put("content", HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
