package watchbill.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLogin;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.tls.TlsFiles;
import watchbill.sources.nats.SubjectPattern;

/// Where agents' activity comes from.
///
/// @param nats how to reach the servers; absent when neither the config nor `NATS_URL` says
/// @param stream the JetStream stream that holds the activity
/// @param subjects which subjects are agents' events, and whose
record ActivityConfig(Optional<NatsConfig> nats, StreamSpec stream, SubjectPattern subjects) {
  /// The stream of agents' events, unless said otherwise.
  static final String STREAM = "AGENTS";

  private static final String SUBJECT = "agents.{tenant}.{agent}.activity";
  private static final Duration KEPT = Duration.ofDays(14);

  /// The config of these two sections.
  static ActivityConfig of(
      ConfigSection nats, ConfigSection activity, Map<String, String> environment) {
    SubjectPattern subjects =
        SubjectPattern.of(activity.text("subject", SUBJECT), activity.text("tenant", ""));
    String stream = activity.text("stream", STREAM);
    boolean create = activity.flag("createStream", false);
    Duration kept = activity.duration("keep", KEPT, Duration.ofHours(1), Duration.ofDays(3650));
    return new ActivityConfig(
        nats(nats, environment),
        create
            ? StreamSpec.created(stream, kept, subjects.filter())
            : StreamSpec.existing(stream, subjects.filter()),
        subjects);
  }

  private static Optional<NatsConfig> nats(ConfigSection nats, Map<String, String> environment) {
    String url = nats.text("url", environment.getOrDefault("NATS_URL", ""));
    String user = nats.text("user", "");
    List<NatsLogin> logins =
        Stream.of(
                nats.secret("password").map(secret -> new NatsLogin.Password(user, secret)),
                nats.secret("token").map(NatsLogin.Token::new),
                nats.secret("nkey").map(NatsLogin.NKey::new),
                nats.path("credentials").map(NatsLogin.CredentialsFile::new))
            .<NatsLogin>flatMap(Optional::stream)
            .toList();
    if (logins.size() > 1) {
      throw nats.refusal("password", "one of password, token, nkey and credentials");
    }
    TlsFiles tls = TlsFiles.of(nats.section("tls"));
    if (url.isEmpty()) {
      return Optional.empty();
    }
    NatsConfig config = NatsConfig.of(url).withTls(tls);
    return Optional.of(logins.isEmpty() ? config : config.withLogin(logins.getFirst()));
  }
}
