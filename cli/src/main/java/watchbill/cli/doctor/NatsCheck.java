package watchbill.cli.doctor;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsGreeting;
import watchbill.connectors.nats.NatsProbe;
import watchbill.connectors.nats.StreamSettings;

/// Whether NATS lets us in, holds the agents' events well, lets us read them and takes what we
/// publish.
public final class NatsCheck implements Check {
  private final NatsConfig nats;
  private final Wanted wanted;

  /// What is asked of NATS.
  ///
  /// @param stream of the agents' events
  /// @param made whether it is made when it is missing
  /// @param filter which of its subjects are read
  /// @param published subjects that we publish to, by what it is
  public record Wanted(String stream, boolean made, String filter, Map<String, String> published) {
    public Wanted {
      published = Map.copyOf(published);
    }
  }

  /// What these servers are asked.
  public NatsCheck(NatsConfig nats, Wanted wanted) {
    this.nats = nats;
    this.wanted = wanted;
  }

  @Override
  public String subject() {
    return "nats";
  }

  @Override
  public String advice() {
    return "see nats.url, the login and nats.tls, and that a NetworkPolicy lets us to its port";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    try (NatsProbe probe = NatsProbe.connect(nats)) {
      NatsGreeting greeting = probe.greeting();
      findings.accept(greeted(greeting));
      if (!greeting.jetStream()) {
        findings.accept(
            Finding.fail(
                "nats.jetstream",
                "this account has no JetStream",
                "switch it on in the server and for the account"));
        return;
      }
      stream(probe, findings);
      wanted.published().forEach((what, subject) -> publish(probe, what, subject, findings));
    }
  }

  private Finding greeted(NatsGreeting greeting) {
    String found =
        "%s, version %s, %s"
            .formatted(greeting.address(), greeting.version(), nats.secure() ? "TLS" : "no TLS");
    if (!greeting.isOlderThan(2, 10, 20) && greeting.isOlderThan(2, 10, 23)) {
      return Finding.warn(
          subject(), found, "upgrade: 2.10.20 to 2.10.22 can lose a stream when they are killed");
    }
    return Finding.ok(subject(), found);
  }

  private void stream(NatsProbe probe, Consumer<Finding> findings) {
    try {
      Optional<StreamSettings> settings = probe.stream(wanted.stream());
      if (settings.isPresent()) {
        StreamAdvice.of(settings.get(), wanted.filter()).forEach(findings);
        long ahead = probe.rehearseReading(wanted.stream(), wanted.filter());
        findings.accept(Finding.ok("nats.read", "a consumer was made and deleted again"));
        findings.accept(Clock.of("clock.nats", ahead));
      } else {
        findings.accept(missing());
      }
    } catch (IOException e) {
      findings.accept(
          Finding.fail(
              "nats.read",
              e.getMessage() + "",
              "allow our user $JS.API.STREAM.INFO, $JS.API.CONSUMER.CREATE, .MSG.NEXT and .DELETE"
                  + " of that stream, and to subscribe to _INBOX.>"));
    }
  }

  private Finding missing() {
    String found = "stream " + wanted.stream() + " is missing";
    return wanted.made()
        ? Finding.ok("nats.stream", found + ", and is made when `run` starts")
        : Finding.fail(
            "nats.stream",
            found,
            "make it with the subject " + wanted.filter() + ", or set activity.createStream: true");
  }

  private static void publish(
      NatsProbe probe, String what, String subject, Consumer<Finding> findings) {
    String name = "nats." + what;
    try {
      findings.accept(
          Finding.ok(
              name,
              probe.rehearsePublishing(subject)
                  ? "may publish to " + subject
                  : "no stream takes " + subject + " yet; it is made with the first message"));
    } catch (IOException e) {
      findings.accept(Finding.fail(name, e.getMessage() + "", "allow our user to publish there"));
    }
  }
}
