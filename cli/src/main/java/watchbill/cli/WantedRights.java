package watchbill.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import watchbill.cli.doctor.KubernetesCheck.Wanted;
import watchbill.exporter.usage.UsageConfig;

/// What the sources of a configuration have to be allowed, by their names in `watchbill_source_up`.
final class WantedRights {
  private static final List<String> ALL = List.of("");
  private static final List<String> WATCHED = List.of("list", "watch");

  private final RunConfig run;
  private final List<Wanted> wanted = new ArrayList<>();

  /// The namespaces that are watched for agents.
  private final Collection<String> watched;

  /// Those that are looked at for the bill, which is that of the whole cluster.
  private final Collection<String> billed;

  private WantedRights(RunConfig run) {
    this.run = run;
    watched = run.pods().namespaces().isEmpty() ? ALL : run.pods().namespaces();
    billed = run.infrastructure().isPresent() ? ALL : watched;
  }

  static List<Wanted> of(RunConfig run) {
    WantedRights rights = new WantedRights(run);
    rights.watch("kubernetes", "", "pods", rights.watched);
    if (run.kubernetesEvents()) {
      rights.watch("kubernetes_events", "", "events", rights.watched);
    }
    rights.shown();
    rights.used();
    return rights.wanted;
  }

  private void shown() {
    boolean priced = run.infrastructure().isPresent();
    boolean claims = run.volumes().claims();
    boolean objects =
        run.cluster().workloads() || run.cluster().disruption() || run.cluster().autoscaling();
    if (!billed.equals(watched)) {
      watch("kubernetes_pods", "", "pods", billed);
    }
    if (priced
        || run.cluster().nodes()
        || run.cluster().disruption()
        || run.gpu().dcgm().discover()
        || run.usage().from() == UsageConfig.From.KUBELET) {
      watch("kubernetes_nodes", "", "nodes", ALL);
    }
    if (priced || claims) {
      watch("kubernetes_claims", "", "persistentvolumeclaims", billed);
    }
    if (objects || claims) {
      watch("kubernetes_statefulsets", "apps", "statefulsets", watched);
    }
    if (objects) {
      watch("kubernetes_deployments", "apps", "deployments", watched);
    }
    if (run.cluster().disruption()) {
      watch("kubernetes_disruption_budgets", "policy", "poddisruptionbudgets", watched);
    }
    if (run.cluster().autoscaling()) {
      watch("kubernetes_autoscalers", "autoscaling", "horizontalpodautoscalers", watched);
    }
  }

  private void used() {
    switch (run.usage().from()) {
      case METRICS -> {
        for (String namespace : billed) {
          wanted.add(new Wanted("kubernetes_metrics", "list", "metrics.k8s.io", "pods", namespace));
        }
      }
      case KUBELET -> wanted.add(new Wanted("kubelet", "get", "", "nodes/proxy", ""));
      case OFF -> {}
    }
  }

  private void watch(String source, String group, String resource, Collection<String> namespaces) {
    for (String namespace : namespaces) {
      for (String verb : WATCHED) {
        wanted.add(new Wanted(source, verb, group, resource, namespace));
      }
    }
  }
}
