package watchbill.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Row;
import watchbill.dashboards.Thresholds;
import watchbill.dashboards.boards.Boards;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.promql.Query;

final class BoardObjectsTest {
  /// What `kubectl apply` can keep of an object in an annotation
  /// (<https://kubernetes.io/docs/reference/using-api/server-side-apply/>); a quarter of what a
  /// ConfigMap may hold.
  private static final int LARGEST = 256 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void writesAnObjectThatReadsTheConfigMapOfTheSameName() {
    assertThat(BoardObjects.grafanaDashboards(List.of(board("Fleet"))))
        .isEqualTo(
            """
            ---
            apiVersion: grafana.integreatly.org/v1beta1
            kind: GrafanaDashboard
            metadata:
              name: watchbill-fleet
              labels:
                app.kubernetes.io/name: watchbill
              annotations: {}
            spec:
              instanceSelector:
                matchLabels:
                  dashboards: grafana
              folder: Watchbill
              configMapRef:
                name: watchbill-fleet
                key: watchbill-fleet.json
            """);
  }

  @Test
  void writesWhatTheSidecarLooksFor() {
    assertThat(BoardObjects.configMaps(List.of(board("Fleet")), ""))
        .startsWith(
            """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: watchbill-fleet
              labels:
                app.kubernetes.io/name: watchbill
                grafana_dashboard: "1"
              annotations:
                grafana_folder: Watchbill
            data:
              watchbill-fleet.json: |
                {"uid":"watchbill-fleet","title":"Watchbill / Fleet",\
            """);
  }

  @Test
  void keepsWhateverIsWrittenOnABoard() throws IOException {
    String title = "a \"quote\", {{ braces }}, a\nline, 'single', \\ and # : - |";
    JsonNode object =
        new YAMLMapper().readTree(BoardObjects.configMaps(List.of(board(title)), "it's: #1 \"x\""));
    JsonNode board = JSON.readTree(object.at("/data/watchbill-fleet.json").asText());
    assertThat(board.at("/panels/1/title").asText()).isEqualTo(title);
    assertThat(board).isEqualTo(JSON.readTree(GrafanaJson.write(board(title), "it's: #1 \"x\"")));
  }

  @Test
  void makesEveryConfigMapSmallEnoughToBeApplied() throws IOException {
    try (var objects =
        new YAMLMapper()
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(BoardObjects.configMaps(Boards.ALL, "docs/runbooks/"))) {
      assertThat(objects.readAll())
          .hasSameSizeAs(Boards.ALL)
          .allSatisfy(object ->
              assertThat(object.toString().getBytes(StandardCharsets.UTF_8).length)
                  .isLessThan(LARGEST));
    }
  }

  private static Board board(String panel) {
    var stuck = Query.of(ActivityFamilies.STUCK);
    return new Board(
        BoardName.FLEET,
        "A board.",
        List.of(),
        List.of(),
        List.of(Row.of("row", Panel.Stat.of(panel, "A stat.", Thresholds.NONE, stuck))));
  }
}
