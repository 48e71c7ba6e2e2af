package watchbill.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import watchbill.alerts.routing.yaml.RoutingFiles;
import watchbill.alerts.yaml.RuleFiles;
import watchbill.dashboards.boards.Boards;
import watchbill.deploy.Part;
import watchbill.deploy.manifests.Installation;
import watchbill.deploy.manifests.Manifests;
import watchbill.deploy.rights.Access;
import watchbill.deploy.rights.ChartRights;
import watchbill.deploy.rights.Declared;
import watchbill.deploy.rights.RightsPage;
import watchbill.exporter.cluster.ClusterSource;
import watchbill.metrics.generated.GeneratedFile;

/// What is generated of `deploy/`: the manifests of this configuration, and the parts of the chart
/// that come from code.
final class DeployFiles {
  private static final String FOLDER = "deploy/manifests";
  private static final String CHART = "deploy/chart";
  private static final String NAMESPACE = "watchbill";
  private static final String EMPTY = "{}\n";

  private DeployFiles() {}

  /// All of them.
  ///
  /// @param text the configuration as it stands in its file
  static List<GeneratedFile> all(RunConfig config, String text) {
    String shown = text.isBlank() ? EMPTY : text;
    Installation one = installation(config, shown, false);
    List<GeneratedFile> rules = RuleFiles.all(config.alerting().links());
    List<GeneratedFile> routing =
        RoutingFiles.all(config.alerting().plan(), config.alerting().links());
    List<GeneratedFile> boards = Boards.all(config.alerting().links().runbooks());
    List<GeneratedFile> operator =
        List.of(
            named(rules, "prometheusrule.yaml"), named(routing, "alertmanagerconfig.yaml"));
    GeneratedFile configMaps = named(boards, "configmaps.yaml");

    List<GeneratedFile> files = new ArrayList<>(Manifests.base(FOLDER, one));
    files.addAll(Manifests.base(FOLDER + "/split", installation(config, shown, true)));
    files.addAll(Manifests.operator(FOLDER + "/operator", one, operator));
    files.addAll(Manifests.copies(FOLDER + "/grafana", List.of(configMaps)));
    files.add(Manifests.kustomization(FOLDER + "/grafana", List.of("configmaps.yaml")));
    files.addAll(Manifests.copies(CHART + "/files", operator));
    files.addAll(
        Manifests.copies(
            CHART + "/files", List.of(configMaps, named(boards, "grafanadashboards.yaml"))));
    files.add(ChartRights.file(CHART + "/templates/_rights.tpl", declared()));
    files.add(RightsPage.file(declared()));
    return files;
  }

  /// What all sources say that they may have to do, and for what.
  static List<Declared> declared() {
    return Arrays.stream(ClusterSource.values()).map(DeployFiles::declared).toList();
  }

  private static Declared declared(ClusterSource source) {
    return new Declared(
        source.source(),
        source.purpose(),
        source.rights(),
        source.reach() == ClusterSource.Reach.BILLED,
        source.processing(),
        source.exporting(),
        source.wishes().stream()
            .sorted()
            .map(wish -> new Declared.Wish(wish.key(), wish.value(), wish.usual()))
            .toList());
  }

  private static Installation installation(RunConfig config, String text, boolean split) {
    ClusterPlan plan = ClusterPlan.of(config);
    Map<Part, Access> access = new EnumMap<>(Part.class);
    for (Part part : Part.of(split)) {
      access.put(part, plan.access(part));
    }
    return new Installation(NAMESPACE, text, access);
  }

  private static GeneratedFile named(List<GeneratedFile> files, String name) {
    return files.stream().filter(file -> file.path().endsWith("/" + name)).findFirst().orElseThrow();
  }
}
