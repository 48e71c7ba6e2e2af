package watchbill.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import watchbill.connectors.kubernetes.AccessProbe;
import watchbill.connectors.kubernetes.ClusterAccess;

/// Whether the Kubernetes API answers, and lets each source ask what it needs to.
public final class KubernetesCheck implements Check {
  private final ClusterAccess access;
  private final List<Wanted> wanted;

  /// Something that a source has to be allowed.
  ///
  /// @param source as in `watchbill_source_up`
  /// @param group of the API; empty for the core
  /// @param namespace empty for the whole cluster
  public record Wanted(
      String source, String verb, String group, String resource, String namespace) {
    private String words() {
      String what = group.isEmpty() ? resource : resource + "." + group;
      return verb + " " + what + (namespace.isEmpty() ? "" : " in " + namespace);
    }
  }

  /// @param wanted what this configuration's sources have to be allowed
  public KubernetesCheck(ClusterAccess access, List<Wanted> wanted) {
    this.access = access;
    this.wanted = List.copyOf(wanted);
  }

  @Override
  public String subject() {
    return "kubernetes";
  }

  @Override
  public String advice() {
    return "see to the kubeconfig or the service account, and that a NetworkPolicy lets us to the"
        + " API server";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException {
    switch (access) {
      case ClusterAccess.None none ->
          findings.accept(
              Finding.warn(
                  subject(),
                  none.why(),
                  "without it, nothing is known of pods; set kubernetes.enabled: false if that is meant"));
      case ClusterAccess.Found found -> {
        try (var cluster = found.cluster()) {
          AccessProbe probe = new AccessProbe(cluster);
          String version = probe.version();
          findings.accept(
              Finding.ok(
                  subject(), "%s by %s, %s".formatted(cluster.address(), found.how(), version)));
          ask(probe, findings);
        }
      }
    }
  }

  private void ask(AccessProbe probe, Consumer<Finding> findings) throws IOException {
    Map<String, List<String>> denied = new LinkedHashMap<>();
    for (Wanted one : wanted) {
      List<String> of = denied.computeIfAbsent(one.source(), _ -> new ArrayList<>());
      if (!probe.may(one.verb(), one.group(), one.resource(), one.namespace())) {
        of.add(one.words());
      }
    }
    denied.forEach((source, lacking) ->
        findings.accept(
            lacking.isEmpty()
                ? Finding.ok("rights." + source, "all that the source asks is allowed")
                : Finding.fail(
                    "rights." + source,
                    "not allowed: " + String.join(", ", lacking),
                    "apply the role of deploy/, or switch the source off: watchbill_source_up"
                        + "{source=\""
                        + source
                        + "\"} stays 0")));
  }
}
