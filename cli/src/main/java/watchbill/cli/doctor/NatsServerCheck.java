package watchbill.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.http.HttpQuestion;

/// How soon one NATS server writes to its disk what it has acknowledged, and its clock, by its
/// monitoring page.
public final class NatsServerCheck implements Check {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What a server does that was told nothing (`defaultSyncInterval` of nats-server's filestore).
  private static final long DEFAULT_NANOS = Duration.ofMinutes(2).toNanos();

  private static final long SOON_NANOS = Duration.ofSeconds(10).toNanos();

  private final String address;
  private final InstantSource clock;

  /// @param address such as `http://nats-0.nats:8222`
  public NatsServerCheck(String address, InstantSource clock) {
    this.address = address;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "nats.server";
  }

  @Override
  public String advice() {
    return "see bus.monitoring";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    try (HttpQuestion server = new HttpQuestion("bus.monitoring", address, PATIENCE)) {
      JsonNode page = Json.ask(server, "/varz");
      String name = URI.create(address).getAuthority();
      findings.accept(synced(name, page.path("jetstream").path("config")));
      try {
        Instant there = Instant.parse(page.path("now").asText());
        findings.accept(Clock.of("clock." + name, there.toEpochMilli() - clock.millis()));
      } catch (DateTimeParseException _) {
        findings.accept(Finding.notAsked("clock." + name, "its page says no time", ""));
      }
    }
  }

  private Finding synced(String name, JsonNode config) {
    if (config.path("sync_always").asBoolean()) {
      return Finding.ok(subject(), name + " writes to its disk before it acknowledges");
    }
    long nanos = config.path("sync_interval").asLong(DEFAULT_NANOS);
    String found =
        "%s writes to its disk every %s what it has acknowledged"
            .formatted(name, DurationText.of(Duration.ofNanos(nanos)));
    return nanos <= SOON_NANOS
        ? Finding.ok(subject(), found)
        : Finding.warn(
            subject(),
            found,
            "set sync_interval: always (2.10 and later) where a stream has one copy, or all copies"
                + " can lose power together");
  }
}
