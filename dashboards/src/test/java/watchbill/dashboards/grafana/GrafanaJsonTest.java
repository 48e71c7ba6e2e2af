package watchbill.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Row;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.promql.Query;

final class GrafanaJsonTest {
  private static final Query<?> STUCK = Query.of(ActivityFamilies.STUCK).by(Label.CAUSE).sum();

  @Test
  void flowsPanelsFromLeftToRightAndBreaksTheLineWhereTheyDoNotFit() {
    var stat = Panel.Stat.of("Stat", "A stat.", Thresholds.NONE, STUCK);
    var lines = Panel.TimeSeries.lines("Lines", "Some lines.", STUCK);
    var board =
        new Board(
            BoardName.FLEET,
            "A board.",
            List.of(),
            List.of(),
            List.of(Row.of("1", stat, lines, lines), Row.of("2", stat)));
    assertThat(
            GrafanaJson.write(board, "").lines().filter(line -> line.matches(" {8}\"[xywh]\" .*")))
        .containsExactly(
            places(
                "0 0 24 1", // the first row
                "0 1 6 4",
                "6 1 12 8",
                "0 9 12 8",
                "0 17 24 1", // the second row
                "0 18 6 4"));
  }

  @Test
  void writesAQuery() {
    var board =
        new Board(
            BoardName.FLEET,
            "A board.",
            List.of(),
            List.of(),
            List.of(Row.of("1", Panel.TimeSeries.lines("Lines", "Some lines.", STUCK))));
    assertThat(GrafanaJson.write(board, ""))
        .contains(
            """
                      "refId" : "A",
                      "datasource" : {
                        "type" : "prometheus",
                        "uid" : "${datasource}"
                      },
                      "expr" : "sum by (cause) (agent_stuck)",
                      "legendFormat" : "{{cause}}",
                      "instant" : false,
                      "range" : true,
                      "format" : "time_series"
            """);
  }

  private static String[] places(String... places) {
    return List.of(places).stream()
        .flatMap(place -> {
          String[] p = place.split(" ", -1);
          return List.of(
              "\"x\" : " + p[0] + ",",
              "\"y\" : " + p[1] + ",",
              "\"w\" : " + p[2] + ",",
              "\"h\" : " + p[3])
              .stream();
        })
        .map(line -> "        " + line)
        .toArray(String[]::new);
  }
}
