package watchbill.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ForeignFamilies;
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

  @Test
  void leadsFromALineToTheBoardOfItsAgentAndFromAnAlertToItsRunbook() {
    var alerts = Query.of(ForeignFamilies.ALERTS).by(Label.ALERTNAME).count();
    var agents = Query.of(ActivityFamilies.STUCK).by(Label.TENANT, Label.AGENT).max();
    String json =
        GrafanaJson.write(
            board(
                Panel.Table.of("Alerts", "Alerts.", new Target("alerts", alerts)),
                Panel.Table.of("Agents", "Agents.", new Target("stuck", agents)),
                Panel.TimeSeries.lines("Lines", "Some lines.", agents)),
            "https://runbooks.example/");
    String address =
        "/d/watchbill-agent?${__url_time_range}&${datasource:queryparam}&${cluster:queryparam}";
    assertThat(json)
        .contains(
            "\"query\" : \"https://runbooks.example/\"",
            "\"url\" : \"${runbooks:raw}${__data.fields.alertname:percentencode}.md\"",
            "\"url\" : \""
                + address
                + "&var-tenant=${__data.fields.tenant:percentencode}"
                + "&var-agent=${__data.fields.agent:percentencode}\"",
            "\"url\" : \""
                + address
                + "&var-tenant=${__field.labels.tenant:percentencode}"
                + "&var-agent=${__field.labels.agent:percentencode}\"");
  }

  @Test
  void asksForNoRunbooksWhereNoAlertsAreShown() {
    assertThat(GrafanaJson.write(board(Panel.TimeSeries.lines("Lines", "Some lines.", STUCK)), "x"))
        .doesNotContain("runbooks");
  }

  private static Board board(Panel... panels) {
    return new Board(
        BoardName.FLEET, "A board.", List.of(), List.of(), List.of(Row.of("1", panels)));
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
