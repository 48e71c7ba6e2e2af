package watchbill.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.alerts.Same.same;
import static watchbill.alerts.Selection.any;
import static watchbill.metrics.catalogue.ActivityFamilies.STUCK;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;

final class DependencyGraphTest {
  private static final Alert<CauseLabels> FIRST = alert("First", Severity.PAGE);
  private static final Alert<CauseLabels> SECOND = alert("Second", Severity.PAGE);
  private static final Alert<CauseLabels> THIRD = alert("Third", Severity.PAGE);
  private static final Alert<CauseLabels> TICKET = alert("Ticket", Severity.TICKET);

  @Test
  void writesAnInhibitionAsAlertmanagerReadsIt() {
    var inhibition =
        Inhibition.of(
            "So it is.",
            any(FIRST).where(Matcher.matches(Label.CAUSE, "a|b")),
            any(SECOND, THIRD),
            same(Label.TENANT));
    assertThat(inhibition.source()).containsExactly("alertname=\"First\"", "cause=~\"a|b\"");
    assertThat(inhibition.target()).containsExactly("alertname=~\"Second|Third\"");
    assertThat(inhibition.equal()).containsExactly("tenant");
  }

  @Test
  void takesAlertsThatHoldBackAThirdByTwoWays() {
    var edges = List.of(edge(FIRST, SECOND), edge(SECOND, THIRD), edge(FIRST, THIRD));
    assertThat(new DependencyGraph(edges).edges()).hasSize(3);
  }

  @Test
  void refusesACircle() {
    var edges = List.of(edge(FIRST, SECOND), edge(SECOND, THIRD), edge(THIRD, SECOND));
    assertThatThrownBy(() -> new DependencyGraph(edges))
        .hasMessage(
            "dependencies: want no alert that is its own cause, have Second -> Third -> Second");
  }

  @Test
  void refusesAnAlertThatHoldsBackItself() {
    assertThatThrownBy(() -> new DependencyGraph(List.of(edge(FIRST, FIRST))))
        .hasMessage("dependencies: want no alert that is its own cause, have First -> First");
  }

  @Test
  void refusesATicketThatHoldsBackAPage() {
    assertThatThrownBy(() -> new DependencyGraph(List.of(edge(TICKET, FIRST))))
        .hasMessage(
            "dependencies: want a page as the cause of the page First, have the ticket Ticket");
    assertThat(new DependencyGraph(List.of(edge(FIRST, TICKET))).edges()).hasSize(1);
  }

  @Test
  void refusesALabelThatAnAggregationTookAway() {
    assertThatThrownBy(() -> any(FIRST).where(Matcher.equal(Label.AGENT, "a")))
        .hasMessage("First: want labels of the condition [tenant, cause], have agent");
    assertThatThrownBy(() -> Inhibition.of("So it is.", any(FIRST), any(SECOND), same(Label.AGENT)))
        .hasMessage("First: want labels of the condition [tenant, cause], have agent");
  }

  private static Inhibition edge(Alert<CauseLabels> cause, Alert<CauseLabels> effect) {
    return Inhibition.of("So it is.", any(cause), any(effect));
  }

  private static Alert<CauseLabels> alert(String name, Severity severity) {
    return new Alert<>(
        name,
        Query.of(STUCK).by(Label.TENANT, Label.CAUSE).max().above(0),
        Duration.ZERO,
        severity,
        Owner.TENANT,
        View.FLEET,
        "So it is.",
        List.of());
  }
}
