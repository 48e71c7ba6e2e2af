package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;
import watchbill.connectors.config.Secret;
import watchbill.connectors.kafka.Sasl;
import watchbill.connectors.real.RealServer;

@Tag("endtoend")
class KafkaProbeEndToEndTest {
  private static final Pattern AGENTS = Pattern.compile("agents-.*");

  @Test
  void seesWhatAGroupHasStillToRead() throws Exception {
    try (KafkaBrokers brokers = new KafkaBrokers(1, SecurityProtocol.PLAINTEXT);
        KafkaProbe probe = probe(brokers.addresses(), "", Sasl.PLAIN)) {
      brokers.create("tasks", 2, 1);
      brokers.write("tasks", 0, 100);
      brokers.write("tasks", 1, 30);
      brokers.commit("agents-planner", "tasks", 0, 90);
      brokers.commit("agents-planner", "tasks", 1, 30);
      brokers.commit("others", "tasks", 0, 1);

      StoreReport first = probe.look(0);
      assertThat(first.backlogs()).hasSize(1);
      Backlog backlog = first.backlogs().getFirst();
      assertThat(backlog.group()).isEqualTo("agents-planner");
      assertThat(backlog.topic()).isEqualTo("tasks");
      assertThat(backlog.messages()).hasValue(10);
      assertThat(backlog.mostMessages()).hasValue(10);
      assertThat(backlog.members()).hasValue(0);
      assertThat(backlog.seconds()).isEmpty(); // older than what we have seen

      brokers.write("tasks", 1, 10);
      Backlog later = probe.look(10_000).backlogs().getFirst();
      assertThat(later.messages()).hasValue(20);
      assertThat(later.mostMessages()).hasValue(10);
      assertThat(later.seconds()).hasValue(10); // the first is there since the first look at least

      brokers.commit("agents-planner", "tasks", 0, 100);
      brokers.commit("agents-planner", "tasks", 1, 35);
      Backlog half = probe.look(20_000).backlogs().getFirst();
      assertThat(half.messages()).hasValue(5);
      assertThat(half.seconds()).hasValue(15); // written between 0 and 10 s, the fifth of ten

      brokers.commit("agents-planner", "tasks", 1, 40);
      Backlog none = probe.look(30_000).backlogs().getFirst();
      assertThat(none.messages()).hasValue(0);
      assertThat(none.seconds()).hasValue(0);

      try (KafkaConsumer<String, String> member = brokers.member("agents-planner")) {
        member.subscribe(List.of("tasks"));
        waiting()
            .until(() -> {
              member.poll(Duration.ofMillis(100));
              return probe.look(40_000).backlogs().getFirst().members().orElse(0) == 1;
            });
      }
    }
  }

  @Test
  void seesABrokerStop() throws Exception {
    try (KafkaBrokers brokers = new KafkaBrokers(2, SecurityProtocol.PLAINTEXT);
        KafkaProbe probe = probe(brokers.addresses(), "", Sasl.PLAIN)) {
      brokers.create("twice", 3, 2);
      brokers.create("once", 4, 1);
      waiting().until(() -> partitions(probe).underReplicated() == 0);
      StoreReport healthy = probe.look(0);
      assertThat(healthy.replicas()).extracting(Replica::name).containsExactly("0", "1");
      assertThat(healthy.replicas()).allMatch(replica -> replica.inSync().orElse(false));
      assertThat(partitions(probe)).isEqualTo(new StoreReport.Partitions(7, 0, 0));

      brokers.stopBroker(1);
      waiting().until(() -> partitions(probe).underReplicated() >= 3);
      waiting().until(() -> partitions(probe).offline() >= 1);
      StoreReport after = probe.look(0);
      assertThat(after.replicas().get(0).inSync()).contains(true);
      assertThat(after.replicas().get(1).inSync()).contains(false);
      assertThat(after.replicas().get(1).answers()).contains(false);
    }
  }

  @Test
  void saysThatThePasswordIsWrongWithoutSayingIt() throws Exception {
    try (KafkaBrokers brokers = new KafkaBrokers(1, SecurityProtocol.SASL_PLAINTEXT);
        KafkaProbe right = probe(brokers.addresses(), "plain-admin-secret", Sasl.PLAIN);
        KafkaProbe wrong = probe(brokers.addresses(), "wr0ng-\"horse", Sasl.PLAIN)) {
      assertThat(right.look(0).replicas()).hasSize(1);
      assertThatThrownBy(() -> wrong.look(0))
          .isInstanceOf(IOException.class)
          .message()
          .contains("uthentication failed")
          .doesNotContain("horse")
          .doesNotContain("\n");
    }
  }

  @Test
  void saysInOneLineThatNobodyIsThere() {
    Address nobody = new Address("127.0.0.1", RealServer.freePort());
    try (KafkaProbe probe = probe(List.of(nobody), "", Sasl.PLAIN)) {
      assertThatThrownBy(() -> probe.look(0))
          .isInstanceOf(IOException.class)
          .message()
          .startsWith(nobody + ": ")
          .doesNotContain("\n");
    }
  }

  private static StoreReport.Partitions partitions(KafkaProbe probe) throws Exception {
    return probe.look(0).partitions().orElseThrow();
  }

  private static KafkaProbe probe(List<Address> addresses, String password, Sasl mechanism) {
    Optional<Secret> secret = Optional.of(password).filter(p -> !p.isEmpty()).map(Secret::of);
    List<Access> brokers =
        addresses.stream()
            .map(at -> new Access(at, "plain-admin", secret, false, Duration.ofSeconds(3)))
            .toList();
    return new KafkaProbe(brokers, mechanism, AGENTS);
  }

  private static ConditionFactory waiting() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(200));
  }
}
