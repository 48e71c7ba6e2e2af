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
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.config.Secret;
import watchbill.connectors.nats.JetStreamLook;
import watchbill.connectors.nats.JetStreamReport;
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
/// example's own users there is one in each tenant whom nothing is forbidden, `free`: what it
/// cannot do, no user of that tenant can.
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
          "  users: [\n    {nkey: $" + tenant + "_free}");
    }
    nats.makeKeys();
    nats.start();
    Connection connection = nats.connect("platform");
    platform = connection;
    Message created =
        connection.request(
            "$JS.API.STREAM.CREATE.AGENTS",
            nats.read("agents-stream.json").getBytes(StandardCharsets.UTF_8),
            PATIENCE);
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
      assertThatThrownBy(() -> spy.jetStreamManagement().getStreamInfo(stream))
          .isInstanceOf(JetStreamApiException.class)
          .hasMessageContaining("stream not found");
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
    server.addStream(
        StreamConfiguration.builder().name("TASKS").subjects("tasks.*").replicas(3).build());
    for (String agent : List.of("backend-0", "backend-1")) {
      server.addOrUpdateConsumer(
          "TASKS",
          ConsumerConfiguration.builder().durable(agent).filterSubject("tasks." + agent).build());
    }
    publish(controller, "tasks.backend-0");
    Connection agent = nats().connect("acme_backend-0");
    Subscription inbox = agent.subscribe("_INBOX.backend-0.next");
    String next = "$JS.API.CONSUMER.MSG.NEXT.TASKS.";
    agent.publish(
        next + "backend-0", "_INBOX.backend-0.next", "1".getBytes(StandardCharsets.UTF_8));
    Message task = inbox.nextMessage(PATIENCE);
    assertThat(task.getSubject()).isEqualTo("tasks.backend-0");
    task.ack();
    await()
        .atMost(PATIENCE)
        .until(() ->
            server.getConsumerInfo("TASKS", "backend-0").getAckFloor().getConsumerSequence() == 1);
    agent.publish(
        next + "backend-1", "_INBOX.backend-0.next", "1".getBytes(StandardCharsets.UTF_8));
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
      assertThat(watchbill.look().streams())
          .extracting("name")
          .contains("AGENTS", "WATCHBILL_SIGNALS");
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

  private static long stored() throws IOException, JetStreamApiException {
    if (platform == null) {
      throw new IllegalStateException("not started");
    }
    return platform.jetStreamManagement().getStreamInfo("AGENTS").getStreamState().getMsgCount();
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
      publisher = new NatsPublisher(link, 16, PATIENCE, signals);
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
      Outgoing message = Outgoing.of(subject, "{}".getBytes(StandardCharsets.UTF_8));
      assertThat(publisher.publish(message, PATIENCE)).isTrue();
      assertThat(publisher.flush(PATIENCE)).isTrue();
      assertThat(publisher.acknowledged()).as(publisher.lastFailure()).isEqualTo(before + 1);
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
