package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// Pods from the JSON files beside the tests.
final class PodFiles {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private PodFiles() {}

  static Pod read(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(PodFiles.class.getResourceAsStream(file), file)) {
      return JSON.unmarshal(in, Pod.class);
    }
  }
}
