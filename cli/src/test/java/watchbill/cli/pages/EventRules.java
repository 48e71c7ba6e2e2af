package watchbill.cli.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What an event must hold to be one of the Events API v2
/// (<https://developer.pagerduty.com/docs/send-alert-event>).
final class EventRules {
  private static final int KEY_LENGTH = 32;
  private static final int LONGEST_DEDUP_KEY = 255;
  private static final int LONGEST_SUMMARY = 1_024;
  private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
  private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

  private final JsonNode event;
  private final List<String> errors = new ArrayList<>();

  private EventRules(JsonNode event) {
    this.event = event;
  }

  /// Why this is no event; empty when it is one.
  static List<String> errors(JsonNode event) {
    EventRules rules = new EventRules(event);
    if (!event.isObject()) {
      return List.of("want an object");
    }
    rules.check();
    return rules.errors;
  }

  private void check() {
    want(text("/routing_key").length() == KEY_LENGTH, "routing_key: want 32 characters");
    String action = text("/event_action");
    want(ACTIONS.contains(action), "event_action: want one of " + ACTIONS);
    String dedupKey = text("/dedup_key");
    want(dedupKey.length() <= LONGEST_DEDUP_KEY, "dedup_key: want 255 characters at most");
    if (action.equals("trigger")) {
      checkPayload();
    } else {
      want(!dedupKey.isEmpty(), "dedup_key: want one to " + action);
    }
  }

  private void checkPayload() {
    String summary = text("/payload/summary");
    want(!summary.isBlank(), "payload.summary: want a text");
    want(summary.length() <= LONGEST_SUMMARY, "payload.summary: want 1024 characters at most");
    want(!text("/payload/source").isBlank(), "payload.source: want a text");
    want(
        SEVERITIES.contains(text("/payload/severity")),
        "payload.severity: want one of " + SEVERITIES);
    JsonNode details = event.at("/payload/custom_details");
    want(details.isMissingNode() || details.isObject(), "payload.custom_details: want an object");
    for (JsonNode link : event.path("links")) {
      want(link.path("href").asText().startsWith("http"), "links: want an href, have " + link);
    }
    for (JsonNode image : event.path("images")) {
      want(image.path("src").asText().startsWith("https://"), "images: want an src of https");
    }
  }

  /// The text there; empty when there is none.
  private String text(String place) {
    JsonNode value = event.at(place);
    want(value.isMissingNode() || value.isTextual(), place + ": want a text");
    return value.isTextual() ? value.textValue() : "";
  }

  private void want(boolean holds, String error) {
    if (!holds) {
      errors.add(error);
    }
  }
}
