package watchbill.alerts.routing;

import java.util.List;
import watchbill.alerts.LabelMatch;

/// A node of the tree that Alertmanager walks from its root to the first child that an alert
/// matches, again and again.
///
/// @param receiver who is told
/// @param matchers which alerts come this way; all for the root
/// @param groupBy labels whose values a group's alerts share: one group is one incident
/// @param routes the children, of which the first that matches takes the alert
public record Route(
    String receiver,
    List<LabelMatch> matchers,
    List<String> groupBy,
    Pace pace,
    List<Route> routes) {
  public Route {
    matchers = List.copyOf(matchers);
    groupBy = List.copyOf(groupBy);
    routes = List.copyOf(routes);
  }

  static Route leaf(String receiver, List<LabelMatch> matchers, List<String> groupBy, Pace pace) {
    return new Route(receiver, matchers, groupBy, pace, List.of());
  }
}
