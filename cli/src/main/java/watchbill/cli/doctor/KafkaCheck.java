package watchbill.cli.doctor;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import watchbill.connectors.kafka.TopicAccess;
import watchbill.connectors.kafka.TopicLook;
import watchbill.connectors.kafka.TopicReport;

/// Whether Kafka answers, and whether the topic that joins processor and exporter is as it must be.
public final class KafkaCheck implements Check {
  private static final String COMPACT = "compact";

  private final TopicAccess kafka;
  private final String topic;

  /// The feed's topic.
  public KafkaCheck(TopicAccess kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  @Override
  public String subject() {
    return "kafka";
  }

  @Override
  public String advice() {
    return "see kafka.bootstrap, and security.protocol, sasl.* and ssl.* in the file"
        + " kafka.properties";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    TopicReport report = TopicLook.look(kafka, topic);
    findings.accept(
        Finding.ok(subject(), "%s, %d brokers".formatted(kafka.bootstrap(), report.brokers())));
    findings.accept(
        report
            .topic()
            .map(found -> judged(found, report.brokers()))
            .orElseGet(() ->
                Finding.warn(
                    "kafka.topic",
                    "topic " + topic + " is missing",
                    "the processor makes it when it may; make it yourself (cleanup.policy=compact,"
                        + " 1 partition, 3 copies) to choose its copies")));
  }

  private Finding judged(TopicReport.Topic found, int brokers) {
    String subject = "kafka.topic";
    String shown =
        "topic %s, %d partitions, cleanup.policy %s, %d copies of which %d must be written"
            .formatted(
                topic,
                found.partitions(),
                found.cleanup().isEmpty() ? "not known to us" : found.cleanup(),
                found.copies(),
                found.leastCopies());
    if (found.partitions() != 1 || !List.of(COMPACT, "").contains(found.cleanup())) {
      return Finding.fail(subject, shown, "want 1 partition and cleanup.policy compact");
    }
    if (!found.readable() || !found.writable()) {
      return Finding.fail(
          subject,
          shown + (found.writable() ? ", not readable for us" : ", not writable for us"),
          "allow Read to the exporter, Read and Write to the processor");
    }
    if (brokers > 1 && found.copies() < 2) {
      return Finding.warn(subject, shown, "give it 3 copies: it is all that exporters start from");
    }
    return Finding.ok(subject, shown);
  }
}
