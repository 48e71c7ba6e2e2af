package watchbill.dashboards;

import static watchbill.dashboards.Variable.chosen;

import java.util.List;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Has;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.promql.Matcher;

/// What is chosen at the top of a board, as matchers for a query: as many of cluster, tenant, role
/// and agent as the family has.
///
/// A family that lacks a label does not compile with it.
@SuppressWarnings("varargs") // matchers are read only
public final class Chosen {
  private static final Variable CLUSTER = Variable.of(Label.CLUSTER, SelfFamilies.BUILD_INFO);

  private Chosen() {}

  /// The cluster, and these.
  @SafeVarargs
  public static <L extends Record & LabelSet> Matcher<? super L>[] clusters(
      Matcher<? super L>... more) {
    return Chosen.<L>joined(Stream.of(), more);
  }

  /// The cluster and the tenants, and these.
  @SafeVarargs
  public static <L extends Record & LabelSet & Has.Tenant> Matcher<? super L>[] tenants(
      Matcher<? super L>... more) {
    return Chosen.<L>joined(Stream.of(chosen(Label.TENANT)), more);
  }

  /// The cluster, the tenants and the roles, and these.
  @SafeVarargs
  public static <L extends Record & LabelSet & Has.Tenant & Has.Role> Matcher<? super L>[] roles(
      Matcher<? super L>... more) {
    return Chosen.<L>joined(Stream.of(chosen(Label.TENANT), chosen(Label.ROLE)), more);
  }

  /// The cluster, the tenants, the roles and the agents, and these.
  @SafeVarargs
  public static <L extends Record & LabelSet & Has.Identity> Matcher<? super L>[] agents(
      Matcher<? super L>... more) {
    return Chosen.<L>joined(
        Stream.of(chosen(Label.TENANT), chosen(Label.ROLE), chosen(Label.AGENT)), more);
  }

  /// The choice of the cluster: of any, until Prometheus adds the label.
  public static List<Variable> clusterVariables() {
    return List.of(CLUSTER);
  }

  /// The choices of cluster and tenant; the tenants are those of a family.
  public static <L extends Record & LabelSet & Has.Tenant> List<Variable> tenantVariables(
      Gauge<L> family) {
    return List.of(CLUSTER, Variable.of(Label.TENANT, family, clusters()));
  }

  /// The choices of cluster, tenant and role; tenants and roles are those of a family.
  public static <L extends Record & LabelSet & Has.Tenant & Has.Role> List<Variable> roleVariables(
      Gauge<L> family) {
    return List.of(
        CLUSTER,
        Variable.of(Label.TENANT, family, clusters()),
        Variable.of(Label.ROLE, family, tenants()));
  }

  /// The choices of cluster, tenant, role and agent, those of agents that have a state.
  public static List<Variable> agentVariables() {
    return agentVariables(ActivityFamilies.STATE);
  }

  /// The choices of cluster, tenant, role and agent; all but the first are those of a family.
  public static <L extends Record & LabelSet & Has.Identity> List<Variable> agentVariables(
      Gauge<L> family) {
    return List.of(
        CLUSTER,
        Variable.of(Label.TENANT, family, clusters()),
        Variable.of(Label.ROLE, family, tenants()),
        Variable.of(Label.AGENT, family, roles()));
  }

  @SuppressWarnings({
    "unchecked",
    "rawtypes",
    "varargs"
  }) // an array of a generic type cannot be made
  private static <L> Matcher<? super L>[] joined(
      Stream<Matcher<? super L>> labels, Matcher<? super L>[] more) {
    return Stream.of(Stream.<Matcher<? super L>>of(chosen(Label.CLUSTER)), labels, Stream.of(more))
        .flatMap(matchers -> matchers)
        .toArray(size -> (Matcher<? super L>[]) new Matcher[size]);
  }
}
