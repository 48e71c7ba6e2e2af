package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import watchbill.alerts.Links;
import watchbill.alerts.routing.Address;
import watchbill.alerts.routing.Channel;
import watchbill.alerts.routing.Heartbeat;
import watchbill.alerts.routing.Pace;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.routing.SecretEntry;
import watchbill.alerts.routing.SecretStore;
import watchbill.alerts.routing.Team;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.Secret;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.journal.JournalLimits;
import watchbill.connectors.kafka.TopicAccess;
import watchbill.connectors.nats.LatestStream;
import watchbill.core.AgentKey;
import watchbill.core.rules.CallLimits;
import watchbill.core.rules.IncidentLimits;
import watchbill.core.rules.LoopLimits;
import watchbill.core.rules.TalkLimits;
import watchbill.core.rules.TaskLimits;
import watchbill.sources.intake.Credential;
import watchbill.sources.intake.IntakeConfig;
import watchbill.sources.intake.IntakeLimits;
import watchbill.sources.nats.SignalSubjects;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;
import watchbill.wire.EventType;
import watchbill.wire.Rfc3339;

/// The examples in the documents are true.
class DocumentsTest {
  private static final Path DOCS = Path.of(System.getProperty("watchbill.root"), "docs");

  @Test
  void theConfigurationPageShowsEveryDefault() throws IOException {
    String shown = blocks("configuration.md", "yaml").getFirst();
    assertThat(RunConfig.of(ConfigFile.parse("docs", shown, DOCS, _ -> null), Map.of()))
        .usingRecursiveComparison()
        .isEqualTo(RunConfig.none(Map.of()));
  }

  @Test
  void theConfigurationPageShowsHowAClusterIsPriced() throws IOException {
    String shown = blocks("configuration.md", "yaml").get(1);
    assertThat(RunConfig.of(ConfigFile.parse("docs", shown, DOCS, _ -> null), Map.of()))
        .satisfies(config -> assertThat(config.infrastructure()).isPresent());
  }

  @Test
  void everySettingCanBeChanged() {
    String changed =
        """
        http: {host: 127.0.0.1, port: 1, writeTimeout: 1s, idleTimeout: 1s, webConfigFile: /w}
        exporter: {scrapesAtOnce: 1, unknownAfter: 1m, agentsPerTenant: 7}
        nats: {url: "nats://example.test:4222", user: u, password: {env: PASSWORD}}
        activity: {stream: S, createStream: true, keep: 1h, subject: "audit.{agent}.>", tenant: t}
        intake: {enabled: on, host: 0.0.0.0, port: 1, webConfigFile: /w, tokens: [{tenant: t, token: {env: PASSWORD}}],
          tenant: home, maxBody: 1MiB, maxUnpacked: 2MiB, eventsPerSecond: 5, agents: 6, keep: 1h, size: 2MiB, directory: /j}
        kubernetes: {enabled: false, events: false, namespaces: [n], selector: a=b, pageSize: 1, quietLimit: 1m}
        signals: {publish: false, subject: "s.{agent}.{tenant}", stream: SIGNALS,
          feed: kafka, feedStream: STATE, feedSubject: s.state, feedTopic: t}
        kafka: {bootstrap: "a.test:9092,b.test:9092", properties: /client.properties}
        agents: {agentLabel: a, roleLabel: r, tenants: {n: t}}
        stuck: {toolHang: 1m, noToolCall: 1m, answer: 1m, provider: 1m, repeats: 4, crashes: 4, crashWindow: 1m, loadFresh: 1m, podBlocked: 1m,
          cycles: 4, errors: 4, suspectRepeats: 4, sameTool: 14, unchangedPolls: 14, pollTools: [p], loopSpan: 1s,
          relaunches: 6, bounces: 4, compactions: 6,
          toolHangLongest: 2h, humanTools: [ask], attended: 1h, spinTokens: 9000, emptyAnswers: 4, spendTimes: 9}
        incidents: {percent: 40, agents: 6, longest: 1h}
        process: {partitions: 7}
        checkpoint: {directory: /c, every: 1s}
        prices: /p
        infrastructure: {currency: USD, rates: {cpu: 0.03, memory: 0.004}}
        cluster: {workloads: false, disruption: false, autoscaling: false, nodes: false, sharedNamespaces: [n]}
        volumes: {claims: false, orphanedAfter: 2h}
        usage: {from: kubelet, every: 2m, window: 2d}
        gpu: {dcgm: {discover: false, selectors: [a=b], port: 1, addresses: ["gpu-0:9400"]}, nvidiaSmi: auto, node: n,
          every: 1m, giveUpAfter: 1s, idle: {below: 0.1, after: 1h}}
        replication: {every: 5s, timeout: 1s, staleAfter: 30s, stores: [{name: cache, kind: redis, addresses: ["redis-0:6379"]}]}
        bus: {enabled: false, every: 1m, streams: [S], consumer: "{agent}-tasks", tenant: t, monitoring: ["http://nats-0:8222"]}
        alerting: {runbooks: "https://r.test/", grafana: "https://g.test", secret: s, secretFolder: /s,
          platform: {name: p, pages: {slack: {entry: e, channel: c}}, tickets: {webhook: {url: "http://w.test"}}},
          teams: [{name: t, tenants: [a], pages: {pagerduty: k}, tickets: {webhook: {entry: w}}}],
          heartbeat: {url: "http://h.test", every: 5s},
          timing: {pages: {groupWait: 1s, groupInterval: 1s, repeatInterval: 1s},
            tickets: {groupWait: 2s, groupInterval: 2s, repeatInterval: 2s}}}
        """;
    RunConfig config =
        RunConfig.of(
            ConfigFile.parse(
                "test", changed, Path.of("/"), name -> name.equals("PASSWORD") ? "x" : null),
            Map.of());
    RunConfig defaults = RunConfig.none(Map.of());
    assertThat(config.cluster()).isNotEqualTo(defaults.cluster());
    assertThat(config.volumes()).isNotEqualTo(defaults.volumes());
    assertThat(config.usage()).isNotEqualTo(defaults.usage());
    assertThat(config.gpu()).isNotEqualTo(defaults.gpu());
    assertThat(config.replication()).isNotEqualTo(defaults.replication());
    assertThat(config.bus()).isNotEqualTo(defaults.bus());
    assertThat(config.alerting())
        .isEqualTo(
            new AlertingConfig(
                new Links("https://r.test/", "https://g.test"),
                new RoutingPlan(
                    new Team(
                        "p",
                        List.of(),
                        List.of(new Channel.Slack(new SecretEntry("e"), "c")),
                        List.of(
                            new Channel.Webhook(new Address.Open(URI.create("http://w.test"))))),
                    List.of(
                        new Team(
                            "t",
                            List.of("a"),
                            List.of(new Channel.PagerDuty(new SecretEntry("k"))),
                            List.of(
                                new Channel.Webhook(new Address.Secret(new SecretEntry("w")))))),
                    Optional.of(
                        new Heartbeat(
                            new Address.Open(URI.create("http://h.test")), Duration.ofSeconds(5))),
                    pace(1),
                    pace(2),
                    new SecretStore("s", "/s"))));
    assertThat(config.exporter()).isNotEqualTo(defaults.exporter());
    assertThat(config.intake())
        .isEqualTo(
            new IntakeConfig(
                IntakeConfig.When.ON,
                new HttpConfig(
                    "0.0.0.0",
                    1,
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(5),
                    Optional.of(Path.of("/w"))),
                "home",
                List.of(new Credential("t", Secret.of("x"))),
                new IntakeLimits(1 << 20, 2 << 20, 5, 6, 1_000),
                new JournalLimits(Duration.ofHours(1), 2 << 20),
                Optional.of(Path.of("/j"))));
    assertThat(config.activity().nats()).isPresent();
    assertThat(config.activity().nats().get().toString()).doesNotContain("password=x");
    assertThat(config.activity().stream()).isNotEqualTo(defaults.activity().stream());
    assertThat(config.activity().subjects().filter()).isEqualTo("audit.*.>");
    assertThat(config.signals())
        .isEqualTo(new SignalsConfig(false, new SignalSubjects("s.{agent}.{tenant}"), "SIGNALS"));
    assertThat(config.feed())
        .isEqualTo(
            new FeedConfig(
                FeedConfig.Carrier.KAFKA,
                new LatestStream("STATE", "s.state"),
                "t",
                new TopicAccess(
                    "a.test:9092,b.test:9092", Optional.of(Path.of("/client.properties")))));
    assertThat(config.kubernetes()).isFalse();
    assertThat(config.kubernetesEvents()).isFalse();
    assertThat(config.pods()).isNotEqualTo(defaults.pods());
    assertThat(config.agents()).isNotEqualTo(defaults.agents());
    assertThat(config.stuck()).hasNoNullFieldsOrProperties().isNotEqualTo(defaults.stuck());
    assertThat(config.stuck().loops())
        .isEqualTo(new LoopLimits(4, 4, 4, 14, 14, Duration.ofSeconds(1), Set.of("p")));
    assertThat(config.stuck().calls())
        .isEqualTo(new CallLimits(Duration.ofHours(2), Duration.ofHours(1), List.of("ask")));
    assertThat(config.stuck().tasks()).isEqualTo(new TaskLimits(6, 4, 6));
    assertThat(config.incidents()).isEqualTo(new IncidentLimits(40, 6, Duration.ofHours(1)));
    assertThat(config.stuck().talk()).isEqualTo(new TalkLimits(9_000, 4, 9));
    assertThat(config.partitions()).isEqualTo(7);
    assertThat(config.checkpoint().directory()).isEqualTo(Path.of("/c"));
    assertThat(config.prices()).contains(Path.of("/p"));
    assertThat(config.infrastructure()).isPresent();
  }

  private static Pace pace(int seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    return new Pace(duration, duration, duration);
  }

  @Test
  void theEventsPageShowsEventsThatAreTaken() throws IOException {
    AgentKey agent = new AgentKey("acme", "backend-0");
    List<String> examples = blocks("events.md", "json");
    assertThat(examples).hasSizeGreaterThan(1);
    for (String example : examples) {
      byte[] bytes = example.strip().getBytes(StandardCharsets.UTF_8);
      Decoded decoded =
          new EventReader()
              .read(agent, bytes, 0, bytes.length, Rfc3339.parse("2026-11-22T10:01:00Z"));
      assertThat(decoded)
          .as(example)
          .isInstanceOfSatisfying(
              Decoded.Accepted.class, taken -> assertThat(taken.unknownKeys()).isZero());
    }
  }

  @Test
  void theEventsPageNamesEveryType() throws IOException {
    String page = Files.readString(DOCS.resolve("events.md"));
    for (EventType type : EventType.values()) {
      String last = type.text().substring(type.text().lastIndexOf('.'));
      assertThat(page.contains("`" + type.text() + "`") || page.contains("`" + last + "`"))
          .as(type.text())
          .isTrue();
    }
  }

  @Test
  void theExplainPageShowsWhatARecordingLookedLike() throws Exception {
    ExplainedRecording recording = ExplainedRecording.until("hung-tool.jsonl", "10:14:00");
    String text = recording.ask("/api/v1/agents/frontend-0/timeline", "text/plain");
    Path page = DOCS.resolve("explain.md");
    if (Boolean.getBoolean("golden.update")) {
      String written =
          Pattern.compile("```text\n.*?```", Pattern.DOTALL)
              .matcher(Files.readString(page))
              .replaceFirst(Matcher.quoteReplacement("```text\n" + text + "```"));
      Files.writeString(page, written);
    }
    assertThat(blocks("explain.md", "text")).containsExactly(text);
    List<String> listed = blocks("explain.md", "json");
    assertThat(recording.ask("/api/v1/agents", "*/*"))
        .contains(listed.getFirst().strip().replaceAll("^\\{\"agents\":\\[|].*$", ""));
  }

  @Test
  void theExplainPageNamesEveryKey() throws Exception {
    String page = Files.readString(DOCS.resolve("explain.md"));
    String json =
        ExplainedRecording.until("hung-tool.jsonl", "10:14:00")
            .ask("/api/v1/agents/search/frontend-0/timeline", "application/json");
    Matcher key = Pattern.compile("\"([a-z_]+)\":").matcher(json);
    while (key.find()) {
      assertThat(page).contains("`" + key.group(1) + "`");
    }
    Matcher kind = Pattern.compile("\"kind\":\"([a-z]+)\"").matcher(json);
    while (kind.find()) {
      assertThat(page).contains("`" + kind.group(1) + "`");
    }
  }

  @Test
  void linksLeadToFiles() throws IOException {
    List<String> dead = new ArrayList<>();
    try (var files = Files.walk(DOCS.getParent())) {
      for (Path page :
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.toString().contains("/target/"))
              // what pages are generated from: theirs are the links
              .filter(file -> !file.toString().contains("/src/main/resources/"))
              .toList()) {
        Matcher link = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(page));
        while (link.find()) {
          if (!Files.exists(page.resolveSibling(link.group(1)))) {
            dead.add(page + " -> " + link.group(1));
          }
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static List<String> blocks(String page, String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCS.resolve(page)));
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }
}
