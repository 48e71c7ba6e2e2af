package watchbill.cli.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An incident: a page when it opened, and all that was said of it since. Times are the machine's.
/// Guarded by the account that keeps it.
public final class Incident {
  private final String routingKey;
  private final String dedupKey;
  private final Instant opened;
  private final List<JsonNode> triggers = new ArrayList<>();
  private @Nullable Instant acknowledged;
  private @Nullable Instant resolved;

  Incident(String routingKey, String dedupKey, Instant opened) {
    this.routingKey = routingKey;
    this.dedupKey = dedupKey;
    this.opened = opened;
  }

  /// The service that it opened on.
  public String routingKey() {
    return routingKey;
  }

  /// What tells it from others of the service that are open.
  public String dedupKey() {
    return dedupKey;
  }

  /// When somebody was paged.
  public Instant opened() {
    return opened;
  }

  /// When somebody, or something, took it; null when nobody has.
  public @Nullable Instant acknowledged() {
    return acknowledged;
  }

  /// When it was resolved; null while it is open.
  public @Nullable Instant resolved() {
    return resolved;
  }

  /// Every event that triggered it: the first opened it, the others were added to it.
  public List<JsonNode> triggers() {
    return Collections.unmodifiableList(triggers);
  }

  /// The event that opened it.
  public JsonNode event() {
    return triggers.getFirst();
  }

  /// Whether it wakes somebody.
  public boolean isPage() {
    return event().at("/payload/severity").textValue().equals("critical");
  }

  /// What a pager shows.
  public String summary() {
    return event().at("/payload/summary").textValue();
  }

  /// Which alert it is of: the name of its runbook.
  public String alert() {
    String runbook = event().at("/payload/custom_details/runbook").asText();
    return runbook.replaceFirst(".*/", "").replaceFirst("\\.md$", "");
  }

  /// Whose it is; empty when nobody's.
  public String tenant() {
    return event().at("/payload/group").asText();
  }

  /// What it is because of; empty for alerts without causes.
  public String cause() {
    return event().at("/payload/class").asText();
  }

  /// Whether one of its events named this agent.
  public boolean names(String agent) {
    Pattern name = Pattern.compile("(?i)\\bagent " + Pattern.quote(agent) + "[ )]");
    return triggers.stream()
        .map(event -> event.at("/payload/custom_details/firing").asText())
        .anyMatch(sentences -> name.matcher(sentences).find());
  }

  /// The addresses that it links to.
  public List<String> links() {
    return event().path("links").valueStream().map(link -> link.path("href").asText()).toList();
  }

  void add(JsonNode trigger) {
    triggers.add(trigger);
  }

  void acknowledge(Instant at) {
    if (acknowledged == null) {
      acknowledged = at;
    }
  }

  void resolve(Instant at) {
    resolved = at;
  }

  @Override
  public String toString() {
    return "%s on %s, %d triggers, %s"
        .formatted(summary(), routingKey, triggers.size(), resolved == null ? "open" : "resolved");
  }
}
