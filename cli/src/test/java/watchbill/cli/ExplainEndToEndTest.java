package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged `explain` against the packaged demo.
@Tag("endtoend")
class ExplainEndToEndTest {
  private static final Pattern HANGING =
      Pattern.compile(
          "\"tenant\":\"([a-z]+)\",\"agent\":\"([a-z0-9-]+)\",\"role\":\"[a-z]+\","
              + "\"state\":\"stuck\",\"since\":\"[^\"]+\",\"cause\":\"tool_hang\"");

  @TempDir Path folder;

  @Test
  void explainsAPlantedAgentThatIsStuck() throws Exception {
    int port = WatchbillProcess.freePort();
    try (WatchbillProcess demo =
        WatchbillProcess.start(
            folder.resolve("demo.log"), port, Map.of(), "demo", "--port", Integer.toString(port))) {
      demo.await("/-/ready", 200, Duration.ofSeconds(30));
      Matcher hanging =
          Awaitility.await("a tool that hangs")
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> HANGING.matcher(demo.get("/api/v1/agents").body()), found -> found.find());
      String tenant = hanging.group(1);
      String agent = hanging.group(2);
      assertThat(demo.get("/api/v1/agents/" + tenant + "/" + agent + "/timeline").body())
          .contains(
              "\"verdict\":{\"stuck\":true,",
              "\"suggested_action\":\"check_tool\"",
              "\"in_flight\":true",
              "\"rules\":[\"tool_hang\"]");

      String explained = explain(port, 0, tenant + "/" + agent, "--since", "10m");
      String call =
          line(explained, "STUCK    tool hang: tool ").replaceAll(".*call (\\S+),.*", "$1");
      assertThat(explained)
          .startsWith(tenant + "/" + agent + " (")
          .contains(" " + call + ": ")
          .containsPattern("model    claude-\\S+: \\d+ responses?, [\\d,]+ tokens .*\\$\\d")
          .containsPattern("pod      pod " + agent + " is ready")
          .containsPattern("session  s-\\S+ began")
          .contains("  spend      $")
          .doesNotContain("\u001b");
      assertThat(explain(port, 0, tenant + "/" + agent, "--json"))
          .startsWith("{\"tenant\":\"" + tenant + "\"")
          .contains("\"kind\":\"stuck\"", "\"cause\":\"tool_hang\"", "\"usd\":");
      assertThat(explain(port, 1, tenant + "/" + agent + "x"))
          .startsWith(
              "watchbill: explain: want an agent that is known at http://127.0.0.1:%d, have %s/%sx; near: "
                  .formatted(port, tenant, agent))
          .contains(tenant + "/" + agent)
          .hasLineCount(1);
    }
  }

  private String explain(int port, int status, String... args) throws Exception {
    Path log = folder.resolve("explain-" + System.nanoTime() + ".log");
    String[] all = new String[args.length + 3];
    all[0] = "explain";
    all[1] = "--at";
    all[2] = "http://127.0.0.1:" + port;
    System.arraycopy(args, 0, all, 3, args.length);
    try (WatchbillProcess process = WatchbillProcess.start(log, port, Map.of(), all)) {
      assertThat(process.awaitEnd(Duration.ofSeconds(30))).as(process.text()).isEqualTo(status);
      return process.text();
    }
  }

  private static String line(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).findFirst().orElse("");
  }
}
