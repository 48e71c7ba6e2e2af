package watchbill.deploy.autoscaling;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.PodFamilies;

/// The files of deploy/autoscaling: the same behaviour by two ways, of which a pool takes one.
public final class Autoscaling {
  /// The pool of the example fleet.
  public static final AgentPool EXAMPLE = new AgentPool("acme", "acme", "backend", "backend", 2, 4);

  /// Where KEDA finds Prometheus in the example.
  private static final String PROMETHEUS = "http://prometheus.monitoring.svc:9090";

  /// A replica that uses more of what it requests asks for another one.
  private static final int MEMORY_PERCENT = 75;

  private static final String GENERATED = "# Generated from code: make golden.\n";

  private Autoscaling() {}

  /// Each file's name, and its text.
  public static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "prometheus-adapter.yaml",
        GENERATED
            + "# The rules of prometheus-adapter's configuration; in the values of its chart they"
            + " are rules.custom.\n"
            + Serialization.asYaml(Map.of("rules", adapterRules())));
    files.put(
        "hpa.yaml",
        GENERATED
            + "# With prometheus-adapter. While Watchbill is down these metrics are missing: the"
            + " pool may grow for its memory, and does not shrink.\n"
            + Serialization.asYaml(autoscaler(EXAMPLE)));
    files.put(
        "keda.yaml",
        GENERATED
            + "# With KEDA, in place of hpa.yaml. No answer of Prometheus is an error and not zero:"
            + " the pool does not shrink.\n"
            + Serialization.asYaml(scaledObject(EXAMPLE)));
    return files;
  }

  /// Rules that make each load a metric of pods.
  static List<Map<String, Object>> adapterRules() {
    List<Map<String, Object>> rules = new ArrayList<>();
    String info = PodFamilies.INFO.name();
    for (Load load : Load.ALL) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put(
          "seriesQuery",
          info + "{" + Label.NAMESPACE.name() + "!=\"\", " + Label.POD.name() + "!=\"\"}");
      rule.put(
          "resources",
          Map.of(
              "overrides",
              ordered(
                  Label.NAMESPACE.name(),
                  Map.of("resource", "namespace"),
                  Label.POD.name(),
                  Map.of("resource", "pod"))));
      rule.put("name", ordered("matches", "^" + info + "$", "as", load.name()));
      rule.put("metricsQuery", load.ofPods("<<.LabelMatchers>>", "<<.GroupBy>>"));
      rules.add(rule);
    }
    return rules;
  }

  /// A pool's autoscaler, by the adapter's metrics.
  static HorizontalPodAutoscaler autoscaler(AgentPool pool) {
    List<MetricSpec> metrics = new ArrayList<>();
    for (Load load : Load.ALL) {
      metrics.add(
          new MetricSpecBuilder()
              .withType("Pods")
              .withNewPods()
              .withNewMetric()
              .withName(load.name())
              .endMetric()
              .withNewTarget()
              .withType("AverageValue")
              .withNewAverageValue(Integer.toString(load.perReplica()))
              .endTarget()
              .endPods()
              .build());
    }
    metrics.add(
        new MetricSpecBuilder()
            .withType("Resource")
            .withNewResource()
            .withName("memory")
            .withNewTarget()
            .withType("Utilization")
            .withAverageUtilization(MEMORY_PERCENT)
            .endTarget()
            .endResource()
            .build());
    return new HorizontalPodAutoscalerBuilder()
        .withNewMetadata()
        .withName(pool.statefulSet())
        .withNamespace(pool.namespace())
        .endMetadata()
        .withNewSpec()
        .withNewScaleTargetRef()
        .withApiVersion("apps/v1")
        .withKind("StatefulSet")
        .withName(pool.statefulSet())
        .endScaleTargetRef()
        .withMinReplicas(pool.least())
        .withMaxReplicas(pool.most())
        .withBehavior(Pace.behavior())
        .withMetrics(metrics)
        .endSpec()
        .build();
  }

  /// The same for KEDA, which asks Prometheus itself: <https://keda.sh/docs/scalers/prometheus/>.
  static GenericKubernetesResource scaledObject(AgentPool pool) {
    List<Map<String, Object>> triggers = new ArrayList<>();
    for (Load load : Load.ALL) {
      triggers.add(
          ordered(
              "type",
              "prometheus",
              "metricType",
              "AverageValue",
              "metadata",
              ordered(
                  "serverAddress",
                  PROMETHEUS,
                  "query",
                  load.ofRole(pool.tenant(), pool.role()),
                  "threshold",
                  Integer.toString(load.perReplica()),
                  "ignoreNullValues",
                  "false")));
    }
    triggers.add(
        ordered(
            "type",
            "memory",
            "metricType",
            "Utilization",
            "metadata",
            Map.of("value", Integer.toString(MEMORY_PERCENT))));
    Map<String, Object> spec =
        ordered(
            "scaleTargetRef",
            ordered("apiVersion", "apps/v1", "kind", "StatefulSet", "name", pool.statefulSet()),
            "minReplicaCount",
            pool.least(),
            "maxReplicaCount",
            pool.most(),
            "advanced",
            Map.of("horizontalPodAutoscalerConfig", Map.of("behavior", Pace.behavior())),
            "triggers",
            triggers);
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("keda.sh/v1alpha1")
        .withKind("ScaledObject")
        .withNewMetadata()
        .withName(pool.statefulSet())
        .withNamespace(pool.namespace())
        .endMetadata()
        .addToAdditionalProperties("spec", spec)
        .build();
  }

  /// A map that keeps its order, of keys and values in turn.
  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
