package watchbill.deploy.examples;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/// Kubernetes objects as the API server reads them with strict validation: a key that a kind does
/// not have is an error.
public final class StrictObjects {
  private static final ObjectMapper STRICT =
      new ObjectMapper(new YAMLFactory())
          .setAnnotationIntrospector(new NothingElse())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final KubernetesSerialization LENIENT = new KubernetesSerialization();

  private StrictObjects() {}

  /// The objects of a file.
  public static List<HasMetadata> of(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /// The objects of a text; documents without anything are none.
  public static List<HasMetadata> of(String text) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    // Anchors are resolved by this parser; what comes out is plain JSON.
    for (Object document : new Yaml().loadAll(text)) {
      if (document != null) {
        JsonNode tree = new ObjectMapper().valueToTree(document);
        HasMetadata known = LENIENT.unmarshal(tree.toString());
        objects.add(STRICT.treeToValue(tree, known.getClass()));
      }
    }
    return objects;
  }

  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
