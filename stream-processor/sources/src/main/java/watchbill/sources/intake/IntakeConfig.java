package watchbill.sources.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.journal.JournalLimits;
import watchbill.sources.nats.SubjectPattern;

/// Where and from whom activity is taken over HTTP.
///
/// @param when whether it is taken at all
/// @param http where to listen
/// @param tenant whose agents they are where neither token nor path says
/// @param credentials who may post; anybody where it is empty
/// @param journal how much is kept on the disk
/// @param directory where it is kept; beside the checkpoint where it is absent
public record IntakeConfig(
    When when,
    HttpConfig http,
    String tenant,
    List<Credential> credentials,
    IntakeLimits limits,
    JournalLimits journal,
    Optional<Path> directory) {
  /// Whether to listen.
  public enum When {
    /// Where there is no NATS.
    AUTO,
    ON,
    OFF
  }

  /// The port of OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp-default-port).
  private static final int PORT = 4318;

  private static final String LOOPBACK = "127.0.0.1";
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;

  /// The config of the section `intake`.
  public static IntakeConfig of(ConfigSection intake) {
    IntakeLimits limits = IntakeLimits.DEFAULT;
    JournalLimits journal = JournalLimits.DEFAULT;
    HttpConfig http = HttpConfig.DEFAULT;
    int body = (int) intake.size("maxBody", limits.body(), KIB, 32 * MIB);
    return new IntakeConfig(
        intake.choice("enabled", When.AUTO),
        new HttpConfig(
            intake.text("host", LOOPBACK),
            intake.port("port", PORT),
            http.writeTimeout(),
            http.idleTimeout(),
            intake.path("webConfigFile")),
        name(intake, "tenant", "default"),
        credentials(intake.sections("tokens")),
        new IntakeLimits(
            body,
            (int) intake.size("maxUnpacked", Math.max(body, limits.unpacked()), body, 256 * MIB),
            (int) intake.number("eventsPerSecond", limits.eventsPerSecond(), 1, 1_000_000),
            (int) intake.number("agents", limits.agents(), 1, 1_000_000),
            limits.tenants()),
        new JournalLimits(
            intake.duration("keep", journal.keep(), Duration.ofMinutes(1), Duration.ofDays(3650)),
            intake.size("size", journal.largestBytes(), MIB, 1L << 40)),
        intake.path("directory"));
  }

  /// Whether it listens.
  ///
  /// @param nats whether there is a NATS
  public boolean listens(boolean nats) {
    return switch (when) {
      case AUTO -> !nats;
      case ON -> true;
      case OFF -> false;
    };
  }

  private static List<Credential> credentials(List<ConfigSection> tokens) {
    List<Credential> credentials = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (ConfigSection one : tokens) {
      String tenant = name(one, "tenant", "");
      credentials.add(
          new Credential(
              tenant,
              one.secret("token")
                  .filter(token -> known.add(token.reveal()))
                  .orElseThrow(() -> one.refusal("token", "a token of its own"))));
    }
    return List.copyOf(credentials);
  }

  private static String name(ConfigSection section, String key, String otherwise) {
    String name = section.text(key, otherwise);
    if (!SubjectPattern.isName(name)) {
      throw section.refusal(key, "a name without blanks, dots, * and >");
    }
    return name;
  }
}
