package watchbill.dashboards.boards;

import java.util.List;
import watchbill.dashboards.Board;
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

  private Boards() {}

  /// Their files, one each, for Grafana to import or to be provisioned with. Runbooks are where
  /// they are in the repository.
  public static List<GeneratedFile> all() {
    return all(RUNBOOKS);
  }

  /// Their files.
  ///
  /// @param runbooks what stands before a runbook's file name; ends in `/`
  public static List<GeneratedFile> all(String runbooks) {
    return ALL.stream()
        .map(board ->
            new GeneratedFile(
                "dashboards/generated/" + board.name().uid() + ".json",
                GrafanaJson.write(board, runbooks)))
        .toList();
  }
}
