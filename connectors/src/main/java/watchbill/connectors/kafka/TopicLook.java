package watchbill.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Looks once at a Kafka cluster and at one topic of it; makes nothing.
public final class TopicLook {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private TopicLook() {}

  /// How it is.
  ///
  /// @throws IOException when the cluster does not say, in one line
  /// @throws watchbill.connectors.config.ConfigError when the file of properties cannot be read
  public static TopicReport look(TopicAccess access, String topic)
      throws IOException, InterruptedException {
    Properties client = access.client();
    client.setProperty("default.api.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis()));
    client.setProperty("request.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis() / 2));
    try (Admin admin = Admin.create(client)) {
      return look(admin, topic);
    } catch (ExecutionException | KafkaException | TimeoutException e) {
      throw new IOException("kafka " + access.bootstrap() + ": " + innermost(e), e);
    }
  }

  private static TopicReport look(Admin admin, String topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    int brokers = get(admin.describeCluster().nodes()).size();
    Optional<TopicDescription> found = find(admin, topic);
    if (found.isEmpty()) {
      return new TopicReport(brokers, Optional.empty());
    }
    TopicDescription about = found.get();
    Config set = settings(admin, topic);
    @Nullable Set<AclOperation> allowed = about.authorizedOperations();
    return new TopicReport(
        brokers,
        Optional.of(
            new TopicReport.Topic(
                about.partitions().size(),
                about.partitions().stream()
                    .mapToInt(partition -> partition.replicas().size())
                    .min()
                    .orElse(0),
                number(set, "min.insync.replicas"),
                text(set, "cleanup.policy"),
                allowed == null || allowed.contains(AclOperation.READ),
                allowed == null || allowed.contains(AclOperation.WRITE))));
  }

  /// Null when we may not know them.
  private static @Nullable Config settings(Admin admin, String topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    ConfigResource settings = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return get(admin.describeConfigs(List.of(settings)).all()).get(settings);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return null;
      }
      throw e;
    }
  }

  private static Optional<TopicDescription> find(Admin admin, String topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      Map<String, TopicDescription> found =
          get(
              admin
                  .describeTopics(
                      List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                  .allTopicNames());
      return Optional.ofNullable(found.get(topic));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String text(@Nullable Config set, String name) {
    ConfigEntry entry = set == null ? null : set.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  private static int number(@Nullable Config set, String name) {
    String text = text(set, name);
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 1;
  }

  private static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(2 * ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String innermost(Throwable failure) {
    String said = failure.getClass().getSimpleName();
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (message != null && !message.isBlank()) {
        said = message;
      }
    }
    return said;
  }
}
