package watchbill.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.real.Certificates;

/// A real broker that speaks TLS, asks for a password by SASL, and allows each user what an ACL
/// says. The properties are those of docs/operations.md.
@Tag("endtoend")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureKafkaEndToEndTest {
  private static final String TOPIC = "watchbill.state";

  @TempDir static Path folder;
  private KafkaClusterTestKit kit;

  @BeforeAll
  void start() throws Exception {
    Certificates certificates = new Certificates(folder);
    certificates.signed("broker", "dns:localhost");
    certificates.foreign("stranger", "dns:localhost");
    Files.writeString(folder.resolve("ca.crt"), certificates.authority());
    Files.writeString(folder.resolve("other.crt"), certificates.certificate("stranger"));
    kit =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setNumControllerNodes(1).setNumBrokerNodes(1).build())
            .setConfigProp(
                "listener.security.protocol.map", "EXTERNAL:SASL_SSL,CONTROLLER:PLAINTEXT")
            .setConfigProp("sasl.enabled.mechanisms", "PLAIN")
            .setConfigProp("sasl.mechanism.inter.broker.protocol", "PLAIN")
            .setConfigProp(
                "listener.name.external.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"admin\" password=\"a\""
                    + " user_admin=\"a\" user_watchbill=\"w\" user_reader=\"r\";")
            .setConfigProp("ssl.keystore.type", "PEM")
            .setConfigProp("ssl.keystore.certificate.chain", certificates.certificate("broker"))
            .setConfigProp("ssl.keystore.key", certificates.key("broker"))
            .setConfigProp("ssl.truststore.type", "PEM")
            .setConfigProp("ssl.truststore.certificates", certificates.authority())
            .setConfigProp(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .setConfigProp("super.users", "User:admin;User:ANONYMOUS")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
    try (Admin admin = Admin.create(access("admin", "a", "ca.crt").client())) {
      admin
          .createAcls(
              List.of(rule("watchbill", AclOperation.ALL), rule("reader", AclOperation.READ)))
          .all()
          .get();
    }
  }

  @AfterAll
  void end() throws Exception {
    kit.close();
  }

  private static AclBinding rule(String user, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  private TopicAccess access(String user, String password, String authority) throws IOException {
    Path properties = Files.createTempFile(folder, "client", ".properties");
    Files.writeString(
        properties,
        """
        security.protocol=SASL_SSL
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
          username="%s" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(user, password, folder.resolve(authority)));
    return new TopicAccess(kit.bootstrapServers(), Optional.of(properties));
  }

  @Test
  void keepsTheFeedAndSaysWhatAReaderMayNot() throws Exception {
    try (LatestTopic feed = new LatestTopic(access("watchbill", "w", "ca.crt"), TOPIC)) {
      feed.prepare();
      feed.put(List.of(new KeyedValue("a", "1".getBytes(StandardCharsets.UTF_8))));
    }
    TopicReport.Topic ours =
        TopicLook.look(access("watchbill", "w", "ca.crt"), TOPIC).topic().orElseThrow();
    assertThat(ours).isEqualTo(new TopicReport.Topic(1, 1, 1, "compact", true, true));
    TopicReport.Topic theirs =
        TopicLook.look(access("reader", "r", "ca.crt"), TOPIC).topic().orElseThrow();
    assertThat(theirs.readable()).isTrue();
    assertThat(theirs.writable()).isFalse();
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    TopicAccess wrong = access("watchbill", "x", "ca.crt");
    assertThatThrownBy(() -> TopicLook.look(wrong, TOPIC))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Authentication failed");
  }

  @Test
  void doesNotTalkToABrokerThatNobodyItKnowsHasSigned() throws Exception {
    TopicAccess wrong = access("watchbill", "w", "other.crt");
    assertThatThrownBy(() -> TopicLook.look(wrong, TOPIC))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("certification path");
  }
}
