package watchbill.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import watchbill.cli.HurriedFleet.Heard;
import watchbill.cli.pages.Hurry;
import watchbill.cli.pages.Incident;
import watchbill.cli.pages.Pager;
import watchbill.cli.pages.PagerDuty;
import watchbill.core.Signal.AgentStuck;

/// The way of one story to the page: when each stage was reached, by the machine's clock.
record PagedStory(String what, Instant due, List<Optional<Instant>> stages) {
  /// The stages' names, each as wide as what stands under it.
  static final String HEADER = "  verdict  scraped  pending   firing notified     page  story";

  /// The way of the first agent that was called stuck in the story of this page.
  ///
  /// @param due when the story was sure, in the time of the world that it happened in
  /// @param verdict that agent's
  static PagedStory of(String what, Instant due, Heard verdict, Incident page, Pager pager)
      throws Exception {
    AgentStuck stuck = (AgentStuck) verdict.signal();
    String labels =
        "tenant=\"%s\",agent=\"%s\",cause=\"%s\""
            .formatted(stuck.agent().tenant(), stuck.agent().agent(), page.cause());
    String alert = "ALERTS{alertname=\"" + page.alert() + "\"," + labels + ",alertstate=";
    Optional<Instant> notified =
        pager.pagerDuty().calls().stream()
            .filter(call -> call.event().path("dedup_key").asText().equals(page.dedupKey()))
            .map(PagerDuty.Call::at)
            .findFirst();
    return new PagedStory(
        what,
        due,
        List.of(
            Optional.of(verdict.at()),
            pager.first("agent_stuck{" + labels + "}"),
            pager.first(alert + "\"pending\"}"),
            pager.first(alert + "\"firing\"}"),
            notified,
            Optional.of(page.opened())));
  }

  /// The stages, each as the time after the story was sure, as a line.
  String line(Hurry hurry) {
    StringBuilder line = new StringBuilder();
    for (Optional<Instant> stage : stages) {
      String time = stage.map(at -> minutes(Duration.between(due, hurry.of(at)))).orElse("-");
      line.append("%9s".formatted(time));
    }
    return line.append("  ").append(what).toString();
  }

  private static String minutes(Duration time) {
    long seconds = Math.abs(time.toSeconds());
    return "%s%d:%02d".formatted(time.isNegative() ? "-" : "+", seconds / 60, seconds % 60);
  }
}
