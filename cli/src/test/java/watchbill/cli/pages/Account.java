package watchbill.cli.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The incidents of an account: events with the key of an open one belong to it, and what is said
/// of one that is not open is passed over. For one thread at a time.
final class Account {
  private final List<Incident> incidents = new ArrayList<>();

  /// Takes an event that is one by the rules.
  void take(JsonNode event, String dedupKey, Instant now) {
    String routingKey = event.get("routing_key").textValue();
    Optional<Incident> open =
        incidents.stream()
            .filter(incident -> incident.resolved() == null)
            .filter(incident -> incident.routingKey().equals(routingKey))
            .filter(incident -> incident.dedupKey().equals(dedupKey))
            .findFirst();
    switch (event.get("event_action").textValue()) {
      case "trigger" -> open.orElseGet(() -> open(routingKey, dedupKey, now)).add(event);
      case "acknowledge" -> open.ifPresent(incident -> incident.acknowledge(now));
      case "resolve" -> open.ifPresent(incident -> incident.resolve(now));
      default -> throw new IllegalArgumentException("an event that breaks the rules: " + event);
    }
  }

  private Incident open(String routingKey, String dedupKey, Instant now) {
    Incident incident = new Incident(routingKey, dedupKey, now);
    incidents.add(incident);
    return incident;
  }

  /// All incidents, in the order in which they opened.
  List<Incident> incidents() {
    return List.copyOf(incidents);
  }
}
