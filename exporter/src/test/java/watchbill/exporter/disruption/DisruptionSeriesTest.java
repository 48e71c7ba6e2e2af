package watchbill.exporter.disruption;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.cluster.SeenCluster.MINUTE;
import static watchbill.exporter.cluster.SeenCluster.START;
import static watchbill.exporter.cluster.SeenCluster.down;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.exporter.cluster.SeenCluster;

class DisruptionSeriesTest {
  private static final String NEVER = "agent_disruption_budget_never_allows";
  private static final String CORDONED = "agent_disruption_budget_cordoned_pods";
  private final SeenCluster cluster = SeenCluster.empty();

  @ParameterizedTest
  @CsvSource({
    "'maxUnavailable: 0', max_unavailable_zero",
    "'maxUnavailable: 0%', max_unavailable_zero",
    "'maxUnavailable: 1%', ''",
    "'maxUnavailable: 1', ''",
    "'minAvailable: 100%', min_available_all",
    "'minAvailable: 3', min_available_all",
    "'minAvailable: 4', min_available_all",
    "'minAvailable: 67%', min_available_all",
    "'minAvailable: 66%', ''",
    "'minAvailable: 2', ''",
    "'minAvailable: 0', ''",
    "'selector: {}', ''",
  })
  void namesABudgetThatNeverAllowsAnythingWhileAllIsHealthy(String limit, String cause) {
    cluster
        .disruptionBudget(
            """
            metadata: {uid: b, namespace: acme, name: b}
            spec: {%s}
            status: {disruptionsAllowed: 0, currentHealthy: 3, desiredHealthy: 3, expectedPods: 3}
            """
                .formatted(limit))
        .tick(START);

    assertThat(cause()).isEqualTo(cause);
  }

  @Test
  void goesByTheReplicasThatTheWorkloadWantsRatherThanByThePodsThatThereAre() {
    cluster
        .statefulSet(statefulSet(3, "app: spine"))
        .disruptionBudget(
            """
            metadata: {uid: b, namespace: acme, name: b}
            spec: {minAvailable: 2, selector: {matchLabels: {app: spine}}}
            status: {disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2, expectedPods: 2}
            """)
        .tick(START);
    assertThat(cause()).isEmpty();

    cluster.statefulSet(statefulSet(2, "app: spine")).tick(START);
    assertThat(cause()).isEqualTo("min_available_all");

    cluster.statefulSet(statefulSet(0, "app: spine")).tick(START);
    assertThat(cause()).isEmpty();
  }

  @Test
  void namesABudgetThatItsControllerCannotReckonWith() {
    cluster
        .disruptionBudget(
            """
            metadata: {uid: b, namespace: acme, name: b}
            spec: {maxUnavailable: 1}
            status:
              conditions: [{type: DisruptionAllowed, status: "False", reason: SyncFailed}]
            """)
        .tick(START);

    assertThat(cause()).isEqualTo("sync_failed");
    assertThat(cluster.lines("agent_disruption_budget_allowed")).isEmpty();
  }

  @Test
  void takesOwnersFromWorkloadsAndElseFromTheSelector() {
    cluster
        .statefulSet(statefulSet(3, "app: spine, app.kubernetes.io/component: memory"))
        .disruptionBudget(budget("known", "app: spine"))
        .disruptionBudget(budget("selected", "app.kubernetes.io/component: writer"))
        .disruptionBudget(budget("silent", "app: other"))
        .tick(START);

    assertThat(cluster.lines("agent_disruption_budget_allowed"))
        .isEqualTo(
            """
            agent_disruption_budget_allowed{ACME,role="",NS,poddisruptionbudget="silent"} 1
            agent_disruption_budget_allowed{ACME,role="memory",NS,poddisruptionbudget="known"} 1
            agent_disruption_budget_allowed{ACME,role="writer",NS,poddisruptionbudget="selected"} 1
            """
                .replace("ACME", "tenant=\"acme\",agent=\"\"")
                .replace("NS", "namespace=\"acme\""));
  }

  @Test
  void countsABudgetsPodsOnCordonedNodesUntilTheyAreAskedToEnd() {
    cluster
        .node("{metadata: {uid: n, name: n}, spec: {unschedulable: true}}")
        .node("{metadata: {uid: m, name: m}}")
        .deployment(
            """
            metadata: {uid: d, namespace: acme, name: web}
            spec: {replicas: 2, template: {metadata: {labels: {app: web, tier: front}}}}
            """)
        .disruptionBudget(budget("web", "tier: front"))
        .pod("web-abc12-1", "n", "ReplicaSet/web-abc12", "")
        .pod("web-abc12-2", "n", "ReplicaSet/web-abc12", "")
        .pod("web-abc12-3", "m", "ReplicaSet/web-abc12", "")
        .pod("other-0", "n", "StatefulSet/other", "")
        .tick(START);
    assertThat(cluster.lines(CORDONED)).contains("node=\"n\"").endsWith(" 2\n").hasLineCount(1);

    cluster
        .pod(
            """
            metadata:
              uid: uid-web-abc12-1
              namespace: acme
              name: web-abc12-1
              deletionTimestamp: "2026-01-02T03:04:05Z"
              ownerReferences: [{kind: ReplicaSet, name: web-abc12, controller: true}]
            spec: {nodeName: n}
            status: {phase: Running}
            """)
        .tick(START);
    assertThat(cluster.lines(CORDONED)).endsWith(" 1\n");
    assertThat(cluster.lines("agent_disruption_cordoned_pods"))
        .as("it is still there")
        .contains("agent=\"web-abc12-1\"", "agent=\"web-abc12-2\"", "agent=\"other-0\"")
        .hasLineCount(3);
  }

  @Test
  void knowsABudgetsPodWithoutAWorkloadByItsOwnLabels() {
    cluster
        .node("{metadata: {uid: n, name: n}, spec: {unschedulable: true}}")
        .disruptionBudget(budget("agents", "app.kubernetes.io/component: writer"))
        .disruptionBudget(
            """
            metadata: {uid: x, namespace: acme, name: unclear}
            spec: {selector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}
            """)
        .pod("sandbox", "n", "Sandbox/sandbox", "app.kubernetes.io/component: writer")
        .tick(START);

    assertThat(cluster.lines(CORDONED)).contains("poddisruptionbudget=\"agents\"").hasLineCount(1);
  }

  @Test
  void leavesOutPodsThatNoDrainTakesAndThoseThatAreNobodys() {
    cluster
        .node("{metadata: {uid: n, name: n}, spec: {unschedulable: true}}")
        .pod("log", "n", "DaemonSet/log", "")
        .pod("static", "n", "Node/n", "")
        .pod(
            """
            metadata: {uid: x, namespace: shared, name: x}
            spec: {nodeName: n}
            status: {phase: Running}
            """)
        .pod(
            """
            metadata: {uid: y, namespace: acme, name: ended}
            spec: {nodeName: n}
            status: {phase: Succeeded}
            """)
        .tick(START);

    assertThat(cluster.lines("agent_disruption_cordoned_pods")).isEmpty();
  }

  @Test
  void showsBudgetsWhilePodsAreUnknown() {
    cluster
        .node("{metadata: {uid: n, name: n}, spec: {unschedulable: true}}")
        .disruptionBudget(budget("agents", "app.kubernetes.io/component: writer"))
        .pod("a", "n", "StatefulSet/a", "app.kubernetes.io/component: writer")
        .tick(START);
    assertThat(cluster.lines(CORDONED)).isNotEmpty();

    cluster.podHealth(down(START + MINUTE, START));
    cluster.tick(START + 6 * MINUTE);
    assertThat(cluster.lines(CORDONED)).isEmpty();
    assertThat(cluster.lines("agent_disruption_budget_allowed")).isNotEmpty();
  }

  private String cause() {
    return cluster.lines(NEVER).replaceAll("(?s).*cause=\"(.*)\".*", "$1");
  }

  private static String budget(String name, String selected) {
    return """
    metadata: {uid: %1$s, namespace: acme, name: %1$s}
    spec: {minAvailable: 1, selector: {matchLabels: {%2$s}}}
    status: {disruptionsAllowed: 1, currentHealthy: 2, desiredHealthy: 1, expectedPods: 2}
    """
        .formatted(name, selected);
  }

  private static String statefulSet(int replicas, String labels) {
    return """
    metadata: {uid: s, namespace: acme, name: spine}
    spec: {replicas: %d, template: {metadata: {labels: {%s}}}}
    """
        .formatted(replicas, labels);
  }
}
