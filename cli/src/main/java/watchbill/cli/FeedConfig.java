package watchbill.cli;

import java.util.Optional;
import java.util.function.Function;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.kafka.LatestTopic;
import watchbill.connectors.kafka.TopicAccess;
import watchbill.connectors.nats.LatestStream;

/// How signals get from `watchbill process` to `watchbill export`.
///
/// @param carrier what brings them
/// @param stream where they are in NATS
/// @param topic where they are in Kafka
/// @param kafka how to reach Kafka
record FeedConfig(Carrier carrier, LatestStream stream, String topic, TopicAccess kafka) {
  private static final String STREAM = "WATCHBILL_STATE";
  private static final String SUBJECT = "watchbill.state";
  private static final String TOPIC = "watchbill.state";

  /// What can bring signals.
  enum Carrier {
    NATS,
    KAFKA
  }

  /// The config of these two sections.
  static FeedConfig of(ConfigSection signals, ConfigSection kafka) {
    String stream =
        checked(
            signals,
            "feedStream",
            STREAM,
            "a name without blanks, dots, *, > and slashes",
            name -> new LatestStream(name, SUBJECT));
    String subject =
        checked(
            signals,
            "feedSubject",
            SUBJECT,
            "tokens joined by dots, without wildcards",
            prefix -> new LatestStream(STREAM, prefix));
    TopicAccess access = TopicAccess.of(kafka);
    String topic =
        checked(
            signals,
            "feedTopic",
            TOPIC,
            "the name of a topic",
            name -> new LatestTopic(access, name));
    return new FeedConfig(
        signals.choice("feed", Carrier.NATS), new LatestStream(stream, subject), topic, access);
  }

  /// Refuses to go on where what is needed to reach the carrier has not been said.
  void refuseUnreachable(ActivityConfig activity) {
    switch (carrier) {
      case NATS -> {
        if (activity.nats().isEmpty()) {
          throw new ConfigError("nats.url", "where the signals are, or NATS_URL", "none");
        }
      }
      case KAFKA -> {
        if (kafka.bootstrap().isEmpty()) {
          throw new ConfigError("kafka.bootstrap", "where the signals are", "none");
        }
      }
    }
  }

  private static String checked(
      ConfigSection section,
      String key,
      String otherwise,
      String want,
      Function<String, Object> check) {
    return section
        .parsed(
            key,
            want,
            text -> {
              try {
                var _ = check.apply(text);
                return Optional.of(text);
              } catch (IllegalArgumentException _) { // said again with the key
                return Optional.empty();
              }
            })
        .orElse(otherwise);
  }
}
