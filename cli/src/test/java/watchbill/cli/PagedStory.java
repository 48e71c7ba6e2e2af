package watchbill.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import watchbill.cli.pages.Hurry;
import watchbill.cli.pages.Incident;
import watchbill.cli.pages.PagerDuty;
import watchbill.cli.pages.Pager;
import watchbill.core.Signal;
import watchbill.simulator.story.PlantedStory;

/// The way of one story from the moment at which it was sure to the page: when each stage was
/// reached, in the time of the world that it happened in.
record PagedStory(PlantedStory story, Incident incident, List<Optional<Instant>> stages) {
  /// The stages' names, each as wide as what stands under it.
  static final String HEADER =
      "  verdict  scraped  pending   firing notified     page  story";

  /// What became of a story whose incident this is.
  static PagedStory of(PlantedStory story, Incident incident, HurriedFleet fleet, Pager pager)
      throws Exception {
    String of = "{tenant=\"%s\",agent=\"%s\"".formatted(story.agent().tenant(), story.agent().agent());
    String stuck = of + ",cause=\"" + incident.cause() + "\"}";
    String alert = of + ",alertname=\"" + incident.alert() + "\",alertstate=\"";
    List<Optional<Instant>> stages = new ArrayList<>();
    stages.add(
        fleet
            .first(signal ->
                signal instanceof Signal.AgentStuck verdict
                    && verdict.agent().equals(story.agent())
                    && (incident.cause().isEmpty()
                        || incident.cause().equalsIgnoreCase(verdict.cause().name())))
            .map(HurriedFleet.Heard::at));
    stages.add(
        incident.cause().isEmpty()
            ? Optional.empty()
            : pager.first("agent_stuck" + stuck, value -> value > 0));
    stages.add(pager.first("ALERTS" + alert + "pending\"}", value -> value > 0));
    stages.add(pager.first("ALERTS" + alert + "firing\"}", value -> value > 0));
    stages.add(
        pager.pagerDuty().calls().stream()
            .filter(call -> call.event().path("dedup_key").asText().equals(incident.dedupKey()))
            .map(PagerDuty.Call::at)
            .findFirst());
    stages.add(Optional.of(incident.opened()));
    return new PagedStory(story, incident, stages);
  }

  /// The stages after the moment at which it was sure, as a line.
  String line(Hurry hurry) {
    StringBuilder line = new StringBuilder();
    Instant due = Instant.ofEpochMilli(story.dueMillis());
    for (Optional<Instant> stage : stages) {
      line.append(
          stage
              .map(at -> minutes(Duration.between(due, hurry.of(at))))
              .map("%9s"::formatted)
              .orElse("        -"));
    }
    return line.append("  %s of %s: %s".formatted(story.kind(), story.agent(), incident.alert()))
        .toString();
  }

  private static String minutes(Duration time) {
    long seconds = Math.abs(time.toSeconds());
    return "%s%d:%02d".formatted(time.isNegative() ? "-" : "+", seconds / 60, seconds % 60);
  }
}
