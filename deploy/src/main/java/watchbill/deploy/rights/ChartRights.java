package watchbill.deploy.rights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import watchbill.connectors.kubernetes.Right;
import watchbill.metrics.generated.GeneratedFile;

/// The roles' rules as a template of Helm: what [Access] gives, by the same declarations, but
/// decided when a chart is rendered. A test compares the two.
public final class ChartRights {
  private static final String BEFORE =
      """
      {{- /* Made by `watchbill generate manifests` from what the sources declare; do not edit. */ -}}
      {{- /* The rules of a part's roles: of its ClusterRole (level: cluster) or of its Role in each namespace (named). */ -}}
      {{- define "watchbill.rules" -}}
      {{- $config := .root.Values.config -}}
      {{- $part := .part -}}
      {{- $cluster := eq .level "cluster" -}}
      {{- $processing := ne $part "exporter" -}}
      {{- $exporting := ne $part "processor" -}}
      {{- $all := empty (dig "kubernetes" "namespaces" list $config) -}}
      {{- $rates := not (empty (dig "infrastructure" "rates" "" $config)) -}}
      {{- $nodes := dig "kubernetes" "clusterRights" true $config -}}
      {{- if dig "kubernetes" "enabled" true $config -}}
      """;

  private static final String AFTER =
      """
      {{- end -}}
      {{- end -}}
      """;

  private ChartRights() {}

  /// The template for these sources.
  public static GeneratedFile file(String path, List<Declared> sources) {
    StringBuilder text = new StringBuilder(BEFORE);
    Map<String, List<Asking>> byResource = new LinkedHashMap<>();
    for (Declared source : sources) {
      for (Right right : source.rights()) {
        byResource
            .computeIfAbsent(right.resourceAndGroup(), _ -> new ArrayList<>())
            .add(new Asking(source, right));
      }
    }
    byResource.values().forEach(asking -> text.append(rule(asking)));
    return new GeneratedFile(path, text + AFTER);
  }

  private record Asking(Declared source, Right right) {
    /// Whether it is asked, whatever the place.
    String asked() {
      String part =
          source.processing() && source.exporting()
              ? "true"
              : source.processing() ? "$processing" : "$exporting";
      String wished =
          source.wishes().stream().map(Asking::wished).collect(Collectors.joining(" "));
      return "(and " + part + " (or " + wished + " false))";
    }

    String everywhere() {
      if (!right.namespaced()) {
        return "(and $nodes " + asked() + ")";
      }
      return source.billed()
          ? "(and (or $all $rates) " + asked() + ")"
          : "(and $all " + asked() + ")";
    }

    String named() {
      return right.namespaced() ? "(and (not $all) " + asked() + ")" : "false";
    }

    private static String wished(Declared.Wish wish) {
      String path =
          "dig \"" + wish.key().replace(".", "\" \"") + "\" \"" + usual(wish) + "\" $config";
      return wish.value().isEmpty()
          ? "(not (empty (" + path + ")))"
          : "(eq \"" + wish.value() + "\" (" + path + " | toString | lower))";
    }

    /// What to read where the key is absent; of a value that is not usual, anything else.
    private static String usual(Declared.Wish wish) {
      return wish.usual() ? wish.value() : "";
    }
  }

  private static String rule(List<Asking> asking) {
    Right right = asking.getFirst().right();
    TreeSet<String> verbs = new TreeSet<>();
    asking.forEach(one -> verbs.addAll(one.right().verbs()));
    String wide = asking.stream().map(Asking::everywhere).collect(Collectors.joining(" "));
    String near = asking.stream().map(Asking::named).collect(Collectors.joining(" "));
    return "{{- $wide := or "
        + wide
        + " false -}}\n{{- $near := and (or "
        + near
        + " false) (not $wide) }}\n{{- if ternary $wide $near $cluster }}\n- apiGroups: [\""
        + right.group()
        + "\"]\n  resources: ["
        + right.resource()
        + "]\n  verbs: ["
        + String.join(", ", verbs)
        + "]\n{{- end }}\n";
  }
}
