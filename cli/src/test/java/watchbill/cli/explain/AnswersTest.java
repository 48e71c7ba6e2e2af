package watchbill.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.cli.explain.Told.START;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;

/// What is answered over HTTP.
class AnswersTest {
  private final Told told = Told.roomy();
  private final TimelineAnswer timeline =
      new TimelineAnswer(() -> told.journal, () -> Instant.ofEpochMilli(START + 60_000));

  @Test
  void anAgentIsFoundByItsNameWhereOnlyOneTenantHasIt() throws Exception {
    begin("payments", "backend-5", 0);
    begin("search", "frontend-1", 0);
    assertThat(ask("/api/v1/agents/payments/backend-5/timeline", "").status()).isEqualTo(200);
    assertThat(body(ask("/api/v1/agents/frontend-1/timeline", "")))
        .startsWith("{\"tenant\":\"search\",\"agent\":\"frontend-1\",");
    begin("billing", "frontend-1", 0);
    Response both = ask("/api/v1/agents/frontend-1/timeline", "");
    assertThat(both.status()).isEqualTo(409);
    assertThat(body(both))
        .isEqualTo(
            "want a tenant, too, have frontend-1: there are billing/frontend-1,"
                + " search/frontend-1\n");
  }

  @Test
  void anUnknownAgentIsOneLineWithNamesThatAreNear() throws Exception {
    begin("payments", "backend-5", 0);
    Response typo = ask("/api/v1/agents/payments/backend-55/timeline", "");
    assertThat(typo.status()).isEqualTo(404);
    assertThat(body(typo))
        .isEqualTo(
            "want an agent that is known, have payments/backend-55; near: payments/backend-5\n");
    assertThat(body(ask("/api/v1/agents/search/backend-5/timeline", "")))
        .contains("; near: payments/backend-5\n");
    assertThat(body(ask("/api/v1/agents/x%0ay/zzzzzzzzzzzz/timeline", "")))
        .isEqualTo("want an agent that is known, have x?y/zzzzzzzzzzzz\n");
    assertThat(ask("/api/v1/agents/payments/_all/timeline", "").status()).isEqualTo(404);
    assertThat(ask("/api/v1/agents//timeline", "").status()).isEqualTo(404);
    assertThat(ask("/api/v1/agents/payments/backend-5/bill", "").status()).isEqualTo(404);
  }

  @Test
  void leavesOutWhatWasOverBefore() throws Exception {
    begin("payments", "backend-5", 0);
    begin("payments", "backend-5", 40_000);
    AgentKey agent = new AgentKey("payments", "backend-5");
    told.did(agent, new AgentEvent.ToolStarted(START + 40_001, "c-1", "Bash", ""));
    String text = body(text("/api/v1/agents/backend-5/timeline", "since=30s"));
    assertThat(text)
        .contains("; 1 older line not shown)")
        .contains("task-40000 began")
        .contains("in flight for 19 s")
        .doesNotContain("task-0 began");
    assertThat(body(text("/api/v1/agents/backend-5/timeline", "since=1s")))
        .contains("in flight for 19 s")
        .doesNotContain("began");
    Response wrong = text("/api/v1/agents/backend-5/timeline", "since=soon");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(body(wrong)).isEqualTo("since: want a duration such as 1h, have soon\n");
  }

  @Test
  void writesJsonThatCanBeReadWhateverTheNames() throws Exception {
    begin("payments", "back\"end\u0000\u2028", 0);
    try (JsonParser json =
        new JsonFactory()
            .createParser(
                body(ask("/api/v1/agents/payments/back%22end%00%E2%80%A8/timeline", "")))) {
      while (json.nextToken() != null) {
        json.getText();
      }
    }
  }

  @Test
  void listsTheStuckFirst() throws Exception {
    begin("a", "working", 0);
    begin("z", "stuck", 0);
    told.did(new AgentKey("z", "stuck"), new AgentEvent.ToolStarted(START + 1, "c", "Bash", ""))
        .passes(3_600_000);
    told.did(
        new AgentKey("a", "working"), new AgentEvent.TaskProgressed(START + 3_600_000, "t", ""));
    assertThat(
            body(
                new AgentsAnswer(() -> told.journal, () -> Instant.ofEpochMilli(START))
                    .to(new Request("/api/v1/agents", Map.of()))))
        .isEqualTo(
            """
            {"agents":[\
            {"tenant":"z","agent":"stuck","role":"","state":"stuck","since":"2026-11-22T10:10:00.001Z","cause":"tool_hang"},\
            {"tenant":"a","agent":"working","role":"","state":"working","since":"2026-11-22T11:00:00.000Z"}\
            ],"left_out":0,"more_than_kept":false}
            """);
  }

  private void begin(String tenant, String agent, long millis) {
    told.did(
        new AgentKey(tenant, agent),
        new AgentEvent.TaskStarted(START + millis, "task-" + millis, ""));
  }

  private Response ask(String path, String query) {
    return timeline.to(new Request(path, query, Map.of("accept", "application/json")));
  }

  private Response text(String path, String query) {
    return timeline.to(new Request(path, query, Map.of("accept", "text/plain")));
  }

  private static String body(Response response) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    response.body().forEach(all::writeBytes);
    return all.toString(StandardCharsets.UTF_8);
  }
}
