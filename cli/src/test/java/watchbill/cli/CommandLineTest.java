package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person types in, what he reads back, and the exit status.
class CommandLineTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutACommandItSaysWhatThereIs() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("demo", "run", "replay", "generate", "check");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        new String[] {
          "demo", "run", "replay", "explain", "generate", "check", "doctor", "prices"
        }) {
      assertThat(run(command, "--help")).as(command).isZero();
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anUnknownCommandIsWrongUsage() {
    assertThat(run("watch")).isEqualTo(2);
    assertThat(err.toString()).startsWith("watchbill: Unmatched argument at index 0: 'watch'");
  }

  @Test
  void wrongValuesAreOneLineWithTheKey() {
    assertThat(run("demo", "--for", "soon")).isEqualTo(2);
    assertThat(run("demo", "--agents", "0")).isEqualTo(2);
    assertThat(run("replay", "--speed", "fast", "x.jsonl")).isEqualTo(2);
    assertThat(run("replay", folder + "/none.jsonl")).isEqualTo(2);
    assertThat(run("replay", "--rollup", "x.jsonl")).isEqualTo(2);
    assertThat(run("replay", "--top", "3", "x.jsonl")).isEqualTo(2);
    assertThat(run("replay", "--bill", "json", "--top", "0", "x.jsonl")).isEqualTo(2);
    assertThat(run("replay", "--bill", "table", "--to", "nats://localhost", "x.jsonl"))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "watchbill: --for: want a duration such as 60s, have soon",
            "watchbill: --agents: want 1 to 10000, have 0",
            "watchbill: --speed: want max or a multiple such as 1x or 60x, have fast",
            "watchbill: " + folder + "/none.jsonl: want a file, have none",
            "watchbill: --rollup: want --bill with it, have none",
            "watchbill: --top: want --bill with it, have none",
            "watchbill: --top: want 1 or more, have 0",
            "watchbill: --bill: want no --to with it, have nats://localhost");
  }

  @Test
  void theDoctorRefusesWhatIsNoAddress() {
    assertThat(run("doctor", "--prometheus", "9090")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("watchbill: doctor: --prometheus: want an address such as ");
  }

  @Test
  void checkSaysWhatIsWrongWithAConfiguration() throws Exception {
    Path config = folder.resolve("watchbill.yaml");
    Files.writeString(config, "stuck: {toolHnag: 5m}");
    assertThat(run("check", config.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("watchbill: stuck.toolHnag: want ").contains("toolHang");
    Files.writeString(config, "stuck: {toolHang: 5m}");
    assertThat(run("check", config.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(config + ": a good configuration" + System.lineSeparator());
  }

  @Test
  void checkSaysWhatIsWrongWithAWebConfigFile() throws Exception {
    Path file = folder.resolve("web.yml");
    Files.writeString(file, "basic_auth_users: {alice: secret}\n");
    assertThat(run("check", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("basic_auth_users.alice: want a bcrypt hash, have another text");
    Files.writeString(file, "basic_auth_users: {alice: $2y$10$%s}\n".formatted("a".repeat(53)));
    assertThat(run("check", file.toString())).isZero();
    assertThat(out.toString()).contains("a good web-config file");
  }

  @Test
  void checkTakesThePricesThatComeWithWatchbill() {
    Path prices = ROOT.resolve("cli/src/main/resources/watchbill/prices.json");
    assertThat(run("check", prices.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(prices + ": 45 rows of 42 models" + System.lineSeparator());
  }

  @Test
  void checkSaysWhatIsWrongWithAPriceFileAndWhatIsLeftOutOfOne() throws Exception {
    Path prices = folder.resolve("prices.json");
    Files.writeString(prices, "{\"prices\":[{\"provider\":\"openai\"}]}");
    assertThat(run("check", prices.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "watchbill: prices[0].model: want a text, have nothing" + System.lineSeparator());
    Files.writeString(
        prices,
        """
        {"a":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":1e-06},
         "b":{"litellm_provider":"openai","mode":"realtime"}}
        """);
    assertThat(run("check", prices.toString())).isZero();
    assertThat(out.toString())
        .contains("1 rows of 1 models (LiteLLM); left out 1 rows of other things than text");
  }

  @Test
  void pricesShowSaysWhichRowAppliesAndWhy() {
    assertThat(
            run(
                "prices",
                "show",
                "claude-sonnet-4-5-20250929",
                "--at",
                "2026-02-01",
                "--service-tier",
                "batch"))
        .isZero();
    assertThat(out.toString().replace(System.lineSeparator(), "\n"))
        .isEqualTo(
            """
            anthropic claude-sonnet-4-5 at 2026-02-01T00:00:00.000Z, service tier batch
              because  left off the day of the release -20250929
              because  claude-sonnet-4-5 is in the book
              holds    from 2025-09-29T00:00:00.000Z, until a later row
              source   LiteLLM model_prices_and_context_window.json, 2026-07-24; batch: https://platform.claude.com/docs/en/about-claude/pricing
              usd for a million tokens                  input          output      cache read  cache write 5m  cache write 1h
              every prompt                                1.5             7.5            0.15           1.875               3
              prompt above 200,000 tokens                   3           11.25             0.3            3.75               6
              server tools                   $10 for a thousand calls
              service tiers                  batch
            """);
  }

  @Test
  void pricesShowSaysInOneLineWhyThereIsNone() {
    assertThat(run("prices", "show", "gpt-99")).isEqualTo(1);
    assertThat(run("prices", "show", "gpt-5", "--provider", "anthropic")).isEqualTo(1);
    assertThat(run("prices", "show", "gpt-5", "--at", "2020-01-01")).isEqualTo(1);
    assertThat(run("prices", "show", "gpt-5", "--service-tier", "scale")).isEqualTo(1);
    assertThat(run("prices", "show", "gpt-5", "--at", "soon")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "watchbill: no price: no provider has a model gpt-99",
            "watchbill: no price: anthropic has no model gpt-5",
            "watchbill: no price: no row of openai gpt-5 holds at 2020-01-01T00:00:00.000Z",
            "watchbill: no price: openai gpt-5 has service tiers [flex, priority], not scale",
            "watchbill: --at: want a day such as 2026-02-05, or a time of RFC 3339, have soon");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void generatedFilesAreAsTheCodeSays() {
    assertThat(run("generate", "all", "--check", "--out", ROOT.toString()))
        .as(err.toString())
        .isZero();
  }

  @Test
  void generatesForTheTeamsAndTheLinksOfAConfig() throws IOException {
    Path config = folder.resolve("watchbill.yaml");
    Files.writeString(
        config,
        "alerting: {grafana: 'https://g.test',"
            + " teams: [{name: blue, tenants: [t], pages: {pagerduty: blue-key}}]}");
    for (String what : List.of("alertmanager", "rules")) {
      assertThat(run("generate", what, "--config", config.toString(), "--out", folder.toString()))
          .isZero();
    }
    Path generated = folder.resolve("alert-rules/generated");
    assertThat(generated.resolve("alertmanager.yml"))
        .content()
        .contains("\"blue-page\"", "/etc/alertmanager/secrets/watchbill-alerting/blue-key");
    assertThat(generated.resolve("rules.yaml")).content().contains("https://g.test/d/watchbill-");
  }

  @Test
  void generateCheckFailsWhereAFileDiffers() {
    assertThat(run("generate", "rules", "--check", "--out", folder.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .allMatch(line -> line.endsWith("want what the code generates, have no file"));
    assertThat(run("generate", "rules", "--out", folder.toString())).isZero();
    assertThat(run("generate", "rules", "--check", "--out", folder.toString())).isZero();
  }

  @Test
  void replayOfATranscriptShowsItsBillAndNothingOfItsText() throws IOException {
    Path transcript = folder.resolve("session.jsonl");
    Files.writeString(
        transcript,
        """
        {"type":"user","uuid":"u-1","sessionId":"0123456789","cwd":"/src/shop","timestamp":"2026-02-11T15:31:00Z","message":{"role":"user","content":"a secret"}}
        {"type":"assistant","uuid":"u-2","sessionId":"0123456789","timestamp":"2026-02-11T15:31:05Z","message":{"id":"m-1","model":"claude-opus-4-6","content":[],"usage":{"input_tokens":100000,"output_tokens":900}}}
        """);
    assertThat(run("replay", "--format", "claude-code", transcript.toString())).isZero();
    assertThat(out.toString()).contains("By agent", "shop-01234567").doesNotContain("secret");
    assertThat(err.toString()).contains("replay: 5 events").doesNotContain("secret");
  }

  @Test
  void replayGivesSignalsOnStdoutAndASummaryOnStderr() {
    Path recording = ROOT.resolve("simulator/recordings/hung-tool.jsonl");
    assertThat(run("replay", recording.toString())).isZero();
    assertThat(out.toString().lines())
        .allMatch(line -> line.startsWith("{\"specversion\":\"1.0\",") && line.endsWith("}"))
        .anyMatch(line -> line.contains("agent_stuck") && line.contains("tool_hang"));
    assertThat(err.toString()).contains("replay: ", "model responses", "cost: $");
  }

  @Test
  void replaySaysOnWhichEvidenceItsVerdictsRest() {
    Path recording = ROOT.resolve("simulator/recordings/hung-tool.jsonl");
    assertThat(run("replay", recording.toString())).isZero();
    assertThat(err.toString().replace(System.lineSeparator(), "\n"))
        .contains(
            """
              verdicts: 1, standing at the end: 0
                2026-11-22T10:13:20Z search/frontend-0: tool hang, for 2 min
                  tool Read, call c-1, in flight since 2026-11-22T10:03:20.307Z
                  by tool hang; $0.1239, 12,113 tokens since its last progress at 2026-11-22T10:03:14Z; do next: check the tool
            """);
  }

  @Test
  void explainWithAWrongAgentOrAddressIsWrongUsage() {
    assertThat(run("explain")).isEqualTo(2);
    assertThat(run("explain", "")).isEqualTo(2);
    assertThat(run("explain", "acme/")).isEqualTo(2);
    assertThat(run("explain", "a", "--since", "soon")).isEqualTo(2);
    assertThat(run("explain", "a", "--at", "localhost:9464")).isEqualTo(2);
    assertThat(run("explain", "a", "--at", "http://me:secret@localhost:9464")).isEqualTo(2);
    assertThat(err.toString().lines().filter(line -> !line.startsWith("Try: ")))
        .containsExactly(
            "watchbill: Missing required parameter: 'AGENT'",
            "watchbill: explain: want tenant/agent or an agent's name, have nothing",
            "watchbill: explain: want tenant/agent or an agent's name, have acme/",
            "watchbill: explain: --since: want a duration such as 1h, have soon",
            "watchbill: explain: --at: want an address such as http://127.0.0.1:9464, have"
                + " localhost:9464",
            "watchbill: explain: --at: want an address such as http://127.0.0.1:9464, have an"
                + " address with a password");
  }

  @Test
  void explainSaysThatNobodyAnswers() throws Exception {
    int port = WatchbillProcess.freePort();
    assertThat(run("explain", "a", "--at", "http://127.0.0.1:" + port)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "watchbill: http://127.0.0.1:%d: want an answer, have no connection".formatted(port));
  }

  @Test
  void replayGivesTheBillInPlaceOfTheSignals() {
    Path recording = ROOT.resolve("simulator/recordings/troubled-minute.jsonl");
    assertThat(run("replay", "--bill", "table", recording.toString())).isZero();
    assertThat(out.toString())
        .startsWith("Bill from 2026-11-22T10:00")
        .doesNotContain("specversion");
    assertThat(err.toString()).contains("replay: ", "cost: $");
  }

  @Test
  void replayGoesOnAfterALineThatIsNoEvent() throws Exception {
    Path recording = folder.resolve("broken.jsonl");
    String good =
        Files.readAllLines(ROOT.resolve("simulator/recordings/hung-tool.jsonl")).getFirst();
    Files.writeString(recording, good + "\n{\"specversion\":\n" + good + "\n");
    assertThat(run("replay", recording.toString())).isZero();
    assertThat(err.toString())
        .contains("watchbill: " + recording + ":2: ", "replay: 2 events", "1 lines rejected");
  }

  private int run(String... args) {
    return Watchbill.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
