package watchbill.connectors.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/// How the client reads objects: without the parts that are large and that nobody here asks for.
/// They are skipped in the JSON and never become objects.
final class LeanJson {
  /// Who set which field: often more than all the rest.
  @JsonIgnoreProperties("managedFields")
  private interface LeanMeta {}

  @JsonIgnoreProperties({"affinity", "tolerations"})
  private interface LeanPodSpec {}

  @JsonIgnoreProperties({
    "args",
    "command",
    "env",
    "envFrom",
    "lifecycle",
    "livenessProbe",
    "readinessProbe",
    "securityContext",
    "startupProbe",
    "volumeMounts"
  })
  private interface LeanContainer {}

  private LeanJson() {}

  static KubernetesSerialization reading() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.addMixIn(ObjectMeta.class, LeanMeta.class);
    mapper.addMixIn(PodSpec.class, LeanPodSpec.class);
    mapper.addMixIn(Container.class, LeanContainer.class);
    return new KubernetesSerialization(mapper, true);
  }
}
