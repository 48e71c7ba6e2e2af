package watchbill.dashboards.boards;

import java.util.List;
import java.util.stream.Stream;
import watchbill.dashboards.Board;
import watchbill.dashboards.grafana.BoardObjects;
import watchbill.dashboards.grafana.GrafanaJson;
import watchbill.metrics.generated.GeneratedFile;

/// Every board of the house.
public final class Boards {
  /// The boards.
  public static final List<Board> ALL =
      List.of(
          FleetBoard.BOARD,
          AgentBoard.BOARD,
          ClusterBoard.BOARD,
          PerformanceBoard.BOARD,
          MemorySpineBoard.BOARD,
          CostBoard.BOARD,
          BudgetsBoard.BOARD,
          GpuBoard.BOARD,
          VolumesBoard.BOARD,
          BusBoard.BOARD,
          AlertQualityBoard.BOARD,
          SelfBoard.BOARD);

  private static final String RUNBOOKS = "docs/runbooks/";
  private static final String FOLDER = "dashboards/generated/";
  private static final String HEADER =
      "# Made by `watchbill generate dashboards` from dashboards/; do not edit.\n";

  private Boards() {}

  /// All that is made of them: a file each for Grafana to import or to be provisioned with, and
  /// objects of Kubernetes. Runbooks are where they are in the repository.
  public static List<GeneratedFile> all() {
    return all(RUNBOOKS);
  }

  /// All that is made of them.
  ///
  /// @param runbooks what stands before a runbook's file name; ends in `/`
  public static List<GeneratedFile> all(String runbooks) {
    return Stream.concat(
            json(runbooks).stream(),
            Stream.of(
                objects("configmaps.yaml", BoardObjects.configMaps(ALL, runbooks)),
                objects("grafanadashboards.yaml", BoardObjects.grafanaDashboards(ALL))))
        .toList();
  }

  /// Their files in Grafana's JSON, one each.
  public static List<GeneratedFile> json() {
    return json(RUNBOOKS);
  }

  private static List<GeneratedFile> json(String runbooks) {
    return ALL.stream()
        .map(board ->
            new GeneratedFile(
                FOLDER + board.name().uid() + ".json", GrafanaJson.write(board, runbooks)))
        .toList();
  }

  private static GeneratedFile objects(String name, String text) {
    return new GeneratedFile(FOLDER + name, HEADER + text);
  }
}
