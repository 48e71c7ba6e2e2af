package watchbill.alerts.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Whom alerts reach.
///
/// @param platform who runs the cluster and Watchbill; also gets what is of no other team
/// @param teams who run agents; a tenant belongs to one of them at most
/// @param heartbeat who listens to the watchdog; nobody when empty
public record RoutingPlan(
    Team platform,
    List<Team> teams,
    Optional<Heartbeat> heartbeat,
    Pace pages,
    Pace tickets,
    SecretStore secrets) {
  private static final List<Channel> PAGER =
      List.of(new Channel.PagerDuty(new SecretEntry("pagerduty-routing-key")));

  /// One team with one PagerDuty key.
  public static final RoutingPlan DEFAULT =
      new RoutingPlan(
          new Team("platform", List.of(), PAGER, PAGER),
          List.of(),
          Optional.empty(),
          Pace.PAGES,
          Pace.TICKETS,
          SecretStore.DEFAULT);

  public RoutingPlan {
    teams = List.copyOf(teams);
    var names = new HashSet<>(List.of(platform.name()));
    var tenants = new HashSet<String>();
    for (Team team : teams) {
      if (!names.add(team.name())) {
        throw new IllegalArgumentException("teams: want each name once, have " + team.name());
      }
      for (String tenant : team.tenants()) {
        if (!tenants.add(tenant)) {
          throw new IllegalArgumentException("teams: want each tenant once, have " + tenant);
        }
      }
    }
  }
}
