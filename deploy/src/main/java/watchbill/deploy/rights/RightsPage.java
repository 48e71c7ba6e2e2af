package watchbill.deploy.rights;

import java.util.List;
import java.util.stream.Collectors;
import watchbill.connectors.kubernetes.Right;
import watchbill.metrics.generated.GeneratedFile;

/// The page that says which source needs which rights.
public final class RightsPage {
  private static final String BEFORE =
      """
      # Rights

      <!-- Made by `watchbill generate manifests` from what the sources declare; do not edit. -->

      What Watchbill may do in a cluster: list and watch, and nothing else; no Secrets and no ConfigMaps. The roles in
      [the manifests](../deploy/manifests/rbac.yaml) and in the chart are made from this table, and hold what the configuration asks for: a source that is
      switched off has no rights. A source that lacks one is down, names the verb on `/-/ready` and in its log, and the others go on; a test takes away each verb
      in turn. Only without `kubernetes` is Watchbill not ready.

      | source | may | group | for | part | asked for by |
      | --- | --- | --- | --- | --- | --- |
      """;

  private static final String AFTER =
      """

      With `kubernetes.namespaces` set, what is in namespaces is given by a Role in each of them, and the rest (nodes) by a ClusterRole. With
      `kubernetes.clusterRights: false`, too, nothing is asked that is of no namespace, and there is no ClusterRole: nodes and what is on cordoned ones are then not
      shown, and neither the bill (`infrastructure`) nor `usage.from: kubelet` can be had. The bill is that of the whole cluster: sources marked * then look
      everywhere.

      `get` of `nodes/proxy` lets its holder run commands in any pod: see [volumes](volumes.md) before you give it.
      """;

  private RightsPage() {}

  /// The page for these sources.
  public static GeneratedFile file(List<Declared> sources) {
    String rows =
        sources.stream()
            .flatMap(source -> source.rights().stream().map(right -> row(source, right)))
            .collect(Collectors.joining());
    return new GeneratedFile("docs/rights.md", BEFORE + rows + AFTER);
  }

  private static String row(Declared source, Right right) {
    String part =
        source.processing() && source.exporting()
            ? "both"
            : source.processing() ? "processor" : "exporter";
    return "| "
        + String.join(
            " | ",
            "`" + source.source() + "`" + (source.billed() ? " *" : ""),
            String.join(", ", right.verbs()) + " `" + right.resource() + "`",
            right.group().isEmpty() ? "core" : "`" + right.group() + "`",
            source.purpose(),
            part,
            source.wishes().stream().map(RightsPage::words).collect(Collectors.joining(", ")))
        + " |\n";
  }

  private static String words(Declared.Wish wish) {
    String value = wish.value().isEmpty() ? "" : ": " + wish.value();
    return "`" + wish.key() + value + "`" + (wish.usual() ? " (default)" : "");
  }
}
