package watchbill.alerts.routing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Plans for tests.
public final class Plans {
  /// A tenant's name with everything in it that some syntax reads as its own.
  public static final String HOSTILE =
      "a\"b' {{ .x }}\n\\d <!channel> & %s #: - *x* é\t`$(id)` 😀\u0085\u2028\u0001";

  private Plans() {}

  /// Two teams, one of which has a tenant with a hostile name, by all means that there are.
  public static RoutingPlan teams() {
    return teams(URI.create("http://fake.test"), Pace.PAGES, SecretStore.DEFAULT);
  }

  /// The same, whose webhooks are at this address.
  public static RoutingPlan teams(URI address, Pace pages, SecretStore secrets) {
    var beat = new Heartbeat(new Address.Open(address.resolve("/beat")), Duration.ofSeconds(2));
    return plan(beat, address, pages, secrets);
  }

  /// The same with a heartbeat whose address is a secret.
  public static RoutingPlan secretHeartbeat() {
    var secret = new Address.Secret(new SecretEntry("heartbeat-url"));
    var beat = new Heartbeat(secret, Duration.ofMinutes(1));
    return plan(beat, URI.create("http://fake.test"), Pace.PAGES, SecretStore.DEFAULT);
  }

  private static RoutingPlan plan(
      Heartbeat heartbeat, URI address, Pace pages, SecretStore secrets) {
    return new RoutingPlan(
        new Team("platform", List.of(), List.of(pager("platform")), List.of(slack("#platform"))),
        List.of(
            new Team(
                "payments",
                List.of("payments", "billing"),
                List.of(pager("payments"), slack("#payments")),
                List.of(new Channel.Webhook(new Address.Open(address.resolve("/tickets"))))),
            new Team("odd", List.of(HOSTILE), List.of(pager("odd")), List.of(pager("odd")))),
        Optional.of(heartbeat),
        pages,
        Pace.TICKETS,
        secrets);
  }

  private static Channel pager(String team) {
    return new Channel.PagerDuty(new SecretEntry("pagerduty-" + team));
  }

  private static Channel slack(String channel) {
    return new Channel.Slack(new SecretEntry("slack-url"), channel);
  }
}
