package watchbill.deploy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.config.Secret;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.nats.JetStreamLook;
import watchbill.connectors.nats.JetStreamReport;
import watchbill.connectors.nats.LatestStream;
import watchbill.connectors.nats.LatestSubjects;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsLogin;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.nats.StreamTail;
import watchbill.connectors.nats.TailItem;

/// Three real servers with the example's accounts: who can write and read what. Beside the
/// example's own users there is one in each tenant, `free`, that may do all but create and change
/// streams: what it cannot do, no user of that tenant can who may not do that either.
@Tag("endtoend")
final class ExampleTenantsEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofMillis(300);

  @TempDir static Path folder;
  private static @Nullable ExampleNats started;
  private static @Nullable Connection platform;

  @BeforeAll
  static void start() throws IOException, InterruptedException, JetStreamApiException {
    ExampleNats nats = new ExampleNats(folder);
    started = nats;
    for (String tenant : List.of("acme", "globex")) {
      nats.change(
          "tenant-" + tenant + ".conf",
          "  users: [",
          "  users: [\n    {nkey: $"
              + tenant
              + "_free, permissions: {publish: {deny: [\"$JS.API.STREAM.>\"]}}}");
    }
    nats.makeKeys();
    nats.start();
    Connection connection = nats.connect("platform");
    platform = connection;
    create(connection, "AGENTS", "agents-stream.json");
    create(connection, "WATCHBILL_SIGNALS", "signals-stream.json");
    create(connection, "WATCHBILL_DEADLETTERS", "deadletters-stream.json");
    create(connection, "WATCHBILL_STATE", "state-stream.json");
    create(nats.connect("platform_acme"), "TASKS", "tasks-stream.json");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void create(Connection as, String stream, String file)
      throws IOException, InterruptedException {
    Message created =
        as.request("$JS.API.STREAM.CREATE." + stream, bytes(nats().read(file)), PATIENCE);
    assertThat(new String(created.getData(), StandardCharsets.UTF_8)).doesNotContain("\"error\"");
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }

  @Test
  void acknowledgesTheActivityOfAnAgentFromTheStreamThatWatchbillReads() throws Exception {
    PublishAck ack = publish(nats().connect("acme_backend-0"), "agents.acme.backend-0.activity");
    assertThat(ack.getStream()).isEqualTo("AGENTS");
  }

  @Test
  void letsNoAgentWriteAsAnotherAgentOfItsTenant() throws Exception {
    assertNotWritten("acme_backend-0", "agents.acme.backend-1.activity");
  }

  @Test
  void letsNoAgentWriteIntoAnotherTenant() throws Exception {
    assertNotWritten("acme_backend-0", "agents.globex.backend-0.activity");
  }

  @Test
  void letsNobodyOfATenantWriteIntoAnother() throws Exception {
    assertNotWritten("globex_free", "agents.acme.backend-0.activity");
    assertNotWritten("globex_free", "watchbill.signals.acme.backend-0");
    assertNotWritten("globex_free", "watchbill.deadletter.acme.backend-0");
  }

  /// A stream republishes into its own account whatever it is told to, another stream there keeps
  /// it, and JetStream delivers that one's messages to a reply subject under the subject that they
  /// were kept with.
  @Test
  void letsNoControllerForgeActivityWithStreamsOfItsOwn() throws Exception {
    String forged = "agents.globex.backend-0.activity";
    Connection controller = nats().connect("acme_controller");
    for (String[] request :
        new String[][] {
          {
            "$JS.API.STREAM.CREATE.EVIL",
            "{\"name\":\"EVIL\",\"subjects\":[\"" + forged + "\"],\"storage\":\"file\"}"
          },
          {
            "$JS.API.STREAM.CREATE.RELAY",
            "{\"name\":\"RELAY\",\"subjects\":[\"tasks.by.relay\"],\"storage\":\"file\","
                + "\"republish\":{\"src\":\"tasks.by.relay\",\"dest\":\""
                + forged
                + "\"}}"
          },
          {"tasks.by.relay", "{\"forged\":\"by acme\"}"},
          {
            "$JS.API.CONSUMER.DURABLE.CREATE.EVIL.e",
            "{\"stream_name\":\"EVIL\",\"config\":{\"durable_name\":\"e\",\"ack_policy\":\"none\"}}"
          }
        }) {
      var _ =
          controller
              .request(request[0], bytes(request[1]))
              .completeOnTimeout(null, 1, TimeUnit.SECONDS)
              .exceptionally(_ -> null)
              .get();
    }
    controller.publish(
        "$JS.API.CONSUMER.MSG.NEXT.EVIL.e", "agents.acme.backend-0.activity", bytes("1"));
    controller.flush(PATIENCE);
    awaitRefusal("acme_controller", "Publish to \"$JS.API.CONSUMER.MSG.NEXT.EVIL.e\"");
    for (String made : List.of("EVIL", "RELAY")) {
      awaitRefusal("acme_controller", "Publish to \"$JS.API.STREAM.CREATE." + made + "\"");
    }
    assertThat(contents()).noneMatch(text -> text.contains("forged"));
  }

  @Test
  void storesATaskThatAReplyMisdirectsAsATask() throws Exception {
    Connection controller = nats().connect("acme_controller");
    controller
        .jetStreamManagement()
        .addOrUpdateConsumer(
            "TASKS",
            ConsumerConfiguration.builder()
                .durable("backend-2")
                .filterSubject("tasks.backend-2")
                .build());
    assertThat(controller.request("tasks.backend-2", bytes("misdirected"), PATIENCE)).isNotNull();
    nats()
        .connect("acme_backend-2")
        .publish(
            "$JS.API.CONSUMER.MSG.NEXT.TASKS.backend-2",
            "agents.acme.backend-1.activity",
            bytes("1"));
    await().atMost(PATIENCE).until(() -> contents().contains("tasks.backend-2 misdirected"));
    assertThat(contents()).doesNotContain("agents.acme.backend-1.activity misdirected");
  }

  @Test
  void letsNobodyOfATenantReadAnother() throws Exception {
    Connection spy = nats().connect("globex_free");
    Subscription everything = spy.subscribe(">");
    spy.flush(PATIENCE);
    publish(nats().connect("acme_backend-0"), "agents.acme.backend-0.activity");
    try (Reader watchbill = new Reader()) {
      watchbill.write("watchbill.signals.acme.backend-0");
    }
    assertThat(everything.nextMessage(SILENCE)).isNull();
    for (String stream : List.of("AGENTS", "WATCHBILL_SIGNALS", "TASKS")) {
      String consumer = "{\"stream_name\":\"" + stream + "\",\"config\":{\"ack_policy\":\"none\"}}";
      Message answer = spy.request("$JS.API.CONSUMER.CREATE." + stream, bytes(consumer), PATIENCE);
      assertThat(new String(answer.getData(), StandardCharsets.UTF_8)).contains("stream not found");
    }
  }

  @Test
  void letsNoAgentReadWhatIsForAnother() throws Exception {
    Connection agent = nats().connect("acme_backend-0");
    for (String subject : List.of("_INBOX.backend-1.>", "agents.acme.>", "tasks.>", "_INBOX.>")) {
      agent.subscribe(subject);
      awaitRefusal("acme_backend-0", "Subscription to \"" + subject + "\"");
    }
  }

  @Test
  void givesEachAgentItsOwnTasks() throws Exception {
    Connection controller = nats().connect("acme_controller");
    var server = controller.jetStreamManagement();
    for (String agent : List.of("backend-0", "backend-1")) {
      server.addOrUpdateConsumer(
          "TASKS",
          ConsumerConfiguration.builder().durable(agent).filterSubject("tasks." + agent).build());
    }
    publish(controller, "tasks.backend-0");
    Connection agent = nats().connect("acme_backend-0");
    Subscription inbox = agent.subscribe("_INBOX.backend-0.next");
    String next = "$JS.API.CONSUMER.MSG.NEXT.TASKS.";
    agent.publish(next + "backend-0", "_INBOX.backend-0.next", bytes("1"));
    Message task = inbox.nextMessage(PATIENCE);
    assertThat(task.getSubject()).isEqualTo("tasks.backend-0");
    task.ack();
    await()
        .atMost(PATIENCE)
        .until(() ->
            server.getConsumerInfo("TASKS", "backend-0").getAckFloor().getConsumerSequence() == 1);
    agent.publish(next + "backend-1", "_INBOX.backend-0.next", bytes("1"));
    awaitRefusal("acme_backend-0", "Publish to \"" + next + "backend-1\"");
  }

  @Test
  void letsATenantHearItsOwnVerdictsAlone() throws Exception {
    Subscription own = nats().connect("acme_controller").subscribe("watchbill.signals.acme.>");
    Subscription others =
        nats().connect("globex_controller").subscribe("watchbill.signals.globex.>");
    try (Reader watchbill = new Reader()) {
      await()
          .atMost(PATIENCE)
          .until(() -> {
            watchbill.write("watchbill.signals.acme.backend-0");
            return own.nextMessage(SILENCE) != null;
          });
    }
    assertThat(others.nextMessage(SILENCE)).isNull();
  }

  @Test
  void letsWatchbillReadAllTenantsAndWriteItsOwnStreams() throws Exception {
    publish(nats().connect("acme_backend-1"), "agents.acme.backend-1.activity");
    publish(nats().connect("globex_backend-1"), "agents.globex.backend-1.activity");
    try (Reader watchbill = new Reader()) {
      assertThat(watchbill.read())
          .contains("agents.acme.backend-1.activity", "agents.globex.backend-1.activity");
      watchbill.write("watchbill.signals.acme.backend-1");
      watchbill.write("watchbill.deadletter.acme.backend-1");
      assertThat(watchbill.look().streams())
          .extracting("name")
          .contains("AGENTS", "WATCHBILL_SIGNALS", "WATCHBILL_DEADLETTERS", "WATCHBILL_STATE");
      assertThat(watchbill.feed("acme.backend-1")).isEqualTo("acme.backend-1");
    }
  }

  @Test
  void letsWatchbillNeitherWriteActivityNorTakeAnyAway() throws Exception {
    long before = stored();
    Connection watchbill = nats().connect("watchbill");
    for (String forbidden :
        List.of(
            "agents.acme.backend-0.activity",
            "$JS.API.STREAM.PURGE.AGENTS",
            "$JS.API.STREAM.DELETE.AGENTS",
            "$JS.API.STREAM.UPDATE.AGENTS",
            "$JS.API.STREAM.CREATE.WATCHBILL_DEADLETTERS",
            "$JS.API.STREAM.UPDATE.WATCHBILL_STATE",
            "$JS.API.STREAM.MSG.DELETE.AGENTS")) {
      watchbill.publish(forbidden, new byte[0]);
      awaitRefusal("watchbill", "Publish to \"" + forbidden + "\"");
    }
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void losesNoEventBecauseAnotherTenantUsedItsMessageId() throws Exception {
    Connection rival = nats().connect("globex_free");
    Connection agent = nats().connect("acme_free");
    Headers same = new Headers().put("Nats-Msg-Id", "evt-1");
    publish(rival, "agents.globex.backend-0.activity", same);
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> !publish(agent, "agents.acme.backend-0.activity", same).isDuplicate());
  }

  @Test
  void letsNobodyEmptyTheStreamByAHeader() throws Exception {
    long before = stored();
    Connection rival = nats().connect("globex_free");
    Headers rollup = new Headers().put("Nats-Rollup", "all");
    assertThatThrownBy(() -> publish(rival, "agents.globex.backend-0.activity", rollup))
        .hasMessageContaining("rollup not permitted");
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void refusesATenantsFileThatClaimsAnotherTenantsSubjects(@TempDir Path other) {
    ExampleNats nats = new ExampleNats(other);
    nats.makeKeys();
    assertThat(nats.complaint()).contains("is valid");
    nats.change("tenant-globex.conf", "agents.globex.*.activity", "agents.acme.*.activity");
    assertThat(nats.complaint()).contains("service import not authorized");
    nats.change("tenant-globex.conf", "agents.acme.*.activity", "agents.globex.*.activity");
    nats.change("tenant-globex.conf", "watchbill.signals.globex.>", "watchbill.signals.acme.>");
    assertThat(nats.complaint()).contains("stream import not authorized");
  }

  @Test
  void takesInATenantWithoutARestart() throws Exception {
    ExampleNats nats = nats();
    Connection bystander = nats.connect("acme_backend-2");
    nats.write("tenant-initech.conf", nats.read("tenant-globex.conf").replace("globex", "initech"));
    nats.change(
        "tenants.conf",
        "include \"tenant-globex.conf\"",
        "include \"tenant-globex.conf\"\ninclude \"tenant-initech.conf\"");
    nats.makeKeys();
    // nats-server 2.9 ties a new account's imports to the others when it reads its files once more.
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          nats.reload();
          Connection agent = nats.connect("initech_backend-0");
          return publish(agent, "agents.initech.backend-0.activity").getStream().equals("AGENTS");
        });
    assertThat(bystander.getStatistics().getReconnects()).isZero();
    publish(bystander, "agents.acme.backend-2.activity");
  }

  private static ExampleNats nats() {
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  private static Connection platform() {
    if (platform == null) {
      throw new IllegalStateException("not started");
    }
    return platform;
  }

  private static long stored() throws IOException, JetStreamApiException {
    return platform().jetStreamManagement().getStreamInfo("AGENTS").getStreamState().getMsgCount();
  }

  /// Subject and payload of each message in the stream that Watchbill reads.
  private static List<String> contents() throws IOException, JetStreamApiException {
    List<String> contents = new ArrayList<>();
    var server = platform().jetStreamManagement();
    long last = server.getStreamInfo("AGENTS").getStreamState().getLastSequence();
    for (long sequence = 1; sequence <= last; sequence++) {
      MessageInfo message = server.getMessage("AGENTS", sequence);
      contents.add(
          message.getSubject() + " " + new String(message.getData(), StandardCharsets.UTF_8));
    }
    return contents;
  }

  private static PublishAck publish(Connection as, String subject)
      throws IOException, JetStreamApiException {
    return publish(as, subject, new Headers());
  }

  private static PublishAck publish(Connection as, String subject, Headers headers)
      throws IOException, JetStreamApiException {
    return as.jetStream(JetStreamOptions.builder().requestTimeout(PATIENCE).build())
        .publish(NatsMessage.builder().subject(subject).headers(headers).data("{}").build());
  }

  /// No acknowledgement, and no stream of anybody holds more than before.
  private static void assertNotWritten(String user, String subject) throws Exception {
    long before = stored();
    Connection as = nats().connect(user);
    assertThatThrownBy(() ->
            as.jetStream(JetStreamOptions.builder().requestTimeout(SILENCE).build())
                .publish(subject, new byte[0]))
        .isInstanceOf(IOException.class);
    assertThat(stored()).isEqualTo(before);
  }

  private static void awaitRefusal(String user, String words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(nats().refusals(user)).anyMatch(said -> said.contains(words)));
  }

  /// What Watchbill does, with Watchbill's own classes and Watchbill's user.
  private static final class Reader implements AutoCloseable {
    private final NatsLink link;
    private final NatsPublisher publisher;

    Reader() throws IOException, InterruptedException {
      NatsConfig config =
          NatsConfig.of(nats().addresses())
              .withLogin(new NatsLogin.NKey(Secret.of(nats().seed("watchbill"))));
      link = new NatsLink(config, _ -> {});
      link.start();
      assertThat(link.awaitUp(PATIENCE)).isTrue();
      StreamSpec signals =
          StreamSpec.created("WATCHBILL_SIGNALS", Duration.ofDays(7), "watchbill.signals.>");
      StreamSpec letters =
          StreamSpec.created("WATCHBILL_DEADLETTERS", Duration.ofDays(7), "watchbill.deadletter.>");
      publisher = new NatsPublisher(link, 16, PATIENCE, signals, letters);
    }

    /// The subjects of all that the stream holds.
    Set<String> read() throws InterruptedException {
      Set<String> subjects = new TreeSet<>();
      StreamSpec stream = StreamSpec.existing("AGENTS", "agents.*.*.activity");
      try (StreamTail tail =
          new StreamTail(
              link, stream, "agents.*.*.activity", StreamPosition.beginningOf("AGENTS"))) {
        while (true) {
          switch (tail.next(PATIENCE)) {
            case TailItem.Message message -> subjects.add(message.subject());
            case TailItem.CaughtUp _ -> {
              return subjects;
            }
            case TailItem.Quiet _ -> {}
            case TailItem.Lost lost -> throw new IllegalStateException(lost.why());
            case TailItem.Regressed regressed -> throw new IllegalStateException(regressed.why());
          }
        }
      }
    }

    void write(String subject) throws InterruptedException {
      long before = publisher.acknowledged();
      Outgoing message = Outgoing.of(subject, bytes("{}"));
      assertThat(publisher.publish(message, PATIENCE)).isTrue();
      assertThat(publisher.flush(PATIENCE)).isTrue();
      assertThat(publisher.acknowledged()).as(publisher.lastFailure()).isEqualTo(before + 1);
    }

    /// The key of the first value that is read, when one is put under this key and taken away.
    String feed(String key) throws IOException, InterruptedException {
      LatestSubjects feed =
          new LatestSubjects(link, new LatestStream("WATCHBILL_STATE", "watchbill.state"));
      var _ = feed.prepare();
      feed.put(List.of(new KeyedValue(key, bytes("{}"))));
      try (LatestReader reader = feed.reader()) {
        while (true) {
          switch (reader.next(PATIENCE)) {
            case LatestItem.Value value -> {
              feed.remove(List.of(key));
              return value.key();
            }
            case LatestItem.CaughtUp _ -> {}
            case LatestItem.Quiet _ -> throw new IllegalStateException("nothing comes");
            case LatestItem.Lost lost -> throw new IllegalStateException(lost.why());
          }
        }
      }
    }

    JetStreamReport look() throws IOException {
      return new JetStreamLook(link, Set.of()).look();
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
