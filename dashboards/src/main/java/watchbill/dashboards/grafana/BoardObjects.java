package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import watchbill.dashboards.Board;

/// Writes boards as objects of Kubernetes: ConfigMaps for Grafana's sidecar
/// (<https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards>), and
/// GrafanaDashboards for Grafana's operator, which read the same ConfigMaps
/// (<https://grafana.github.io/grafana-operator/docs/dashboards/>).
public final class BoardObjects {
  /// The folder of Grafana that the boards are shown in.
  private static final String FOLDER = "Watchbill";

  /// What the sidecar looks for, as it comes.
  private static final Map<String, String> SIDECAR = Map.of("grafana_dashboard", "1");

  /// Which Grafanas of the operator are meant, as its documentation labels them.
  private static final Selector INSTANCES = new Selector(Map.of("dashboards", "grafana"));

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .build();

  private BoardObjects() {}

  private record ConfigMap(
      String apiVersion, String kind, Metadata metadata, Map<String, String> data) {}

  private record GrafanaDashboard(
      String apiVersion, String kind, Metadata metadata, DashboardSpec spec) {}

  private record Metadata(
      String name, Map<String, String> labels, Map<String, String> annotations) {}

  private record DashboardSpec(
      Selector instanceSelector, String folder, ConfigMapKey configMapRef) {}

  private record Selector(Map<String, String> matchLabels) {}

  private record ConfigMapKey(String name, String key) {}

  /// A ConfigMap for each board; the sidecar puts them into a folder if it is told to by the
  /// annotation `grafana_folder`.
  ///
  /// @param runbooks what stands before a runbook's file name
  public static String configMaps(List<Board> boards, String runbooks) {
    return documents(
        boards.stream()
            .map(board ->
                new ConfigMap(
                    "v1",
                    "ConfigMap",
                    metadata(board, SIDECAR, Map.of("grafana_folder", FOLDER)),
                    Map.of(key(board), GrafanaJson.compact(board, runbooks) + "\n")))
            .toList());
  }

  /// A GrafanaDashboard for each board, which reads the board's ConfigMap in the same namespace.
  public static String grafanaDashboards(List<Board> boards) {
    return documents(
        boards.stream()
            .map(board ->
                new GrafanaDashboard(
                    "grafana.integreatly.org/v1beta1",
                    "GrafanaDashboard",
                    metadata(board, Map.of(), Map.of()),
                    new DashboardSpec(
                        INSTANCES, FOLDER, new ConfigMapKey(name(board), key(board)))))
            .toList());
  }

  private static Metadata metadata(
      Board board, Map<String, String> moreLabels, Map<String, String> annotations) {
    var labels = new TreeMap<>(moreLabels);
    labels.put("app.kubernetes.io/name", "watchbill");
    return new Metadata(name(board), labels, annotations);
  }

  private static String name(Board board) {
    return board.name().uid();
  }

  private static String key(Board board) {
    return board.name().uid() + ".json";
  }

  private static String documents(List<?> objects) {
    return objects.stream().map(BoardObjects::document).collect(Collectors.joining());
  }

  private static String document(Object object) {
    try {
      return YAML.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("write " + object, e);
    }
  }
}
