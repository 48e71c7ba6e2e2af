package watchbill.alerts.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.Inhibition;
import watchbill.alerts.LabelMatch;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.rules.ActivityAlerts;
import watchbill.alerts.rules.AllAlerts;
import watchbill.alerts.rules.SelfAlerts;
import watchbill.metrics.catalogue.Label;

/// Who is told of which alert, and what of it is one incident.
///
/// An incident is a tenant, an alert and a cause (or the source or store that fails), however many
/// agents and pods are in it: PagerDuty takes 120 calls a minute for a key, and its key of an
/// incident is the hash of the group's. What breaks for all tenants at once is one incident of all
/// of them.
public final class RoutingTree {
  /// Which receiver hears what nobody wants to hear.
  static final String NOBODY = "nobody";

  static final String HEARTBEAT = "heartbeat";

  /// The label by which Prometheus servers of several clusters tell what they send apart. Where
  /// there is none, it is the same for all.
  static final String CLUSTER = "cluster";

  private static final String ALERTNAME = Label.ALERTNAME.name();
  private static final String TENANT = Label.TENANT.name();
  private static final String CAUSE = Label.CAUSE.name();
  private static final String SEVERITY = Label.SEVERITY.name();

  /// A source or a store is a cause, too, and there are few of them.
  private static final List<String> INCIDENT =
      List.of(CLUSTER, TENANT, ALERTNAME, CAUSE, Label.SOURCE.name(), Label.STORE.name());

  /// A model provider is out for all tenants and all clusters.
  private static final List<String> EVERYWHERE = List.of(ALERTNAME, CAUSE);

  /// A bus, a network or a pipeline is out for all tenants of a cluster.
  private static final List<String> OF_A_CLUSTER = List.of(CLUSTER, ALERTNAME, CAUSE);

  private final RoutingPlan plan;

  /// The tree of this plan.
  public RoutingTree(RoutingPlan plan) {
    this.plan = plan;
  }

  /// The way of every alert that reaches Alertmanager; what is not Watchbill's is a page for the
  /// platform's team unless it says that it is a ticket.
  public Route root() {
    String pages = Receiver.name(plan.platform(), Severity.PAGE);
    return new Route(pages, List.of(), INCIDENT, plan.pages(), children());
  }

  /// All whom the tree names.
  public List<Receiver> receivers() {
    var receivers = new ArrayList<Receiver>();
    for (Team team : teams()) {
      receivers.add(Receiver.of(team, Severity.PAGE));
      receivers.add(Receiver.of(team, Severity.TICKET));
    }
    plan.heartbeat()
        .map(heartbeat -> List.<Channel>of(new Channel.Webhook(heartbeat.address())))
        .ifPresent(channels -> receivers.add(new Receiver(HEARTBEAT, Severity.NONE, channels)));
    receivers.add(new Receiver(NOBODY, Severity.NONE, List.of()));
    return receivers;
  }

  /// In what the cause and the effect of an inhibition agree: what breaks in one cluster holds back
  /// nothing in another. Alertmanager takes a label that both lack for one in which they agree.
  public static List<String> equal(Inhibition inhibition) {
    return Stream.concat(Stream.of(CLUSTER), inhibition.equal().stream()).toList();
  }

  private List<Route> children() {
    var routes = new ArrayList<Route>();
    plan.heartbeat().ifPresent(heartbeat -> routes.add(watchdog(heartbeat)));
    routes.add(
        Route.leaf(
            NOBODY,
            List.of(LabelMatch.equal(SEVERITY, Severity.NONE.label())),
            INCIDENT,
            plan.tickets()));
    routes.add(incident("provider", EVERYWHERE));
    routes.add(incident("silence", OF_A_CLUSTER));
    for (Team team : plan.teams()) {
      for (String tenant : team.tenants()) {
        routes.add(tenant(team, tenant));
      }
    }
    routes.add(tickets(plan.platform()));
    return routes;
  }

  /// The watchdog's way, which no other alert takes: the switch has to hear of this one's end.
  /// Alertmanager tells it whenever the time of a group is over, provided that more than the time
  /// to repeat has gone by; so that is the shorter one.
  private Route watchdog(Heartbeat heartbeat) {
    Duration every = heartbeat.every();
    return Route.leaf(
        HEARTBEAT,
        List.of(LabelMatch.equal(ALERTNAME, SelfAlerts.WATCHDOG.name())),
        List.of(ALERTNAME),
        new Pace(Duration.ZERO, every, every.dividedBy(2)));
  }

  private Route incident(String cause, List<String> groupBy) {
    return Route.leaf(
        Receiver.name(plan.platform(), Severity.PAGE),
        List.of(
            LabelMatch.equal(ALERTNAME, ActivityAlerts.FLEET_INCIDENT.name()),
            LabelMatch.equal(CAUSE, cause)),
        groupBy,
        plan.pages());
  }

  private Route tenant(Team team, String tenant) {
    return new Route(
        Receiver.name(team, Severity.PAGE),
        List.of(LabelMatch.equal("owner", Owner.TENANT.label()), LabelMatch.equal(TENANT, tenant)),
        INCIDENT,
        plan.pages(),
        List.of(tickets(team)));
  }

  private Route tickets(Team team) {
    return Route.leaf(
        Receiver.name(team, Severity.TICKET),
        List.of(LabelMatch.equal(SEVERITY, Severity.TICKET.label())),
        INCIDENT,
        plan.tickets());
  }

  private List<Team> teams() {
    return Stream.concat(Stream.of(plan.platform()), plan.teams().stream()).toList();
  }

  /// The names of all of Watchbill's alerts, as a matcher.
  public static LabelMatch ours() {
    return LabelMatch.oneOf(ALERTNAME, AllAlerts.alerts().stream().map(Alert::name).toList());
  }
}
