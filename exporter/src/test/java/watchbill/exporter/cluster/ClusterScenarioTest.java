package watchbill.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.cluster.SeenCluster.MINUTE;
import static watchbill.exporter.cluster.SeenCluster.START;
import static watchbill.exporter.cluster.SeenCluster.down;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ExpositionSource;

/// A node is to be emptied, and a disruption budget never lets go of a pod on it. Every family of
/// workloads, disruption, autoscaling and nodes has a part.
class ClusterScenarioTest {
  private static final String MEMORY = "app: spine, app.kubernetes.io/component: memory";

  private final SeenCluster cluster = SeenCluster.empty();

  @BeforeEach
  void aDrainThatIsStuck() {
    cluster
        .statefulSet(
            """
            metadata: {uid: s, namespace: acme, name: spine, generation: 2}
            spec:
              replicas: 3
              updateStrategy: {rollingUpdate: {partition: 2}}
              template: {metadata: {labels: {app: spine, app.kubernetes.io/component: memory}}}
            status: {observedGeneration: 2, replicas: 3, readyReplicas: 3, updatedReplicas: 1,
              availableReplicas: 3, currentRevision: spine-1, updateRevision: spine-2}
            """)
        .deployment(
            """
            metadata: {uid: d, namespace: acme, name: backend}
            spec:
              replicas: 2
              template: {metadata: {labels: {app.kubernetes.io/component: reviewer}}}
            status: {replicas: 2, readyReplicas: 2, updatedReplicas: 2, availableReplicas: 2}
            """)
        .disruptionBudget(
            """
            metadata: {uid: b, namespace: acme, name: spine-quorum}
            spec: {minAvailable: 3, selector: {matchLabels: {app: spine}}}
            status: {disruptionsAllowed: 0, currentHealthy: 3, desiredHealthy: 3, expectedPods: 3}
            """)
        .autoscaler(
            """
            metadata: {uid: h, namespace: acme, name: backend}
            spec:
              scaleTargetRef: {kind: Deployment, name: backend}
              minReplicas: 1
              maxReplicas: 10
              metrics:
                - type: Pods
                  pods: {metric: {name: agent_active_sessions},
                    target: {type: AverageValue, averageValue: "8"}}
                - type: Pods
                  pods: {metric: {name: agent_request_queue_depth},
                    target: {type: AverageValue, averageValue: "5"}}
            status:
              currentReplicas: 2
              desiredReplicas: 2
              lastScaleTime: "2026-01-02T03:04:05Z"
              currentMetrics:
                - type: Pods
                  pods: {metric: {name: agent_active_sessions}, current: {averageValue: 6500m}}
                - type: ""
              conditions:
                - {type: AbleToScale, status: "True", reason: ReadyForNewScale}
                - {type: ScalingActive, status: "True", reason: ValidMetricFound}
                - {type: ScalingLimited, status: "False", reason: DesiredWithinRange}
            """)
        .node(
            """
            metadata:
              uid: n1
              name: node-1
              creationTimestamp: "2026-01-01T00:00:00Z"
              labels: {cloud.google.com/gke-nodepool: agents, cloud.google.com/gke-spot: "true",
                node.kubernetes.io/instance-type: g2-standard-8}
            spec: {unschedulable: true}
            status:
              capacity: {cpu: "8", memory: 32Gi, pods: "110", nvidia.com/gpu: "1"}
              allocatable: {cpu: 7910m, memory: 28Gi, pods: "110", nvidia.com/gpu: "1"}
              conditions:
                - {type: Ready, status: "True"}
                - {type: DiskPressure, status: "True"}
            """)
        .node("{metadata: {uid: n2, name: node-2}}")
        .pod("spine-0", "node-1", "StatefulSet/spine", MEMORY)
        .pod("spine-1", "node-1", "StatefulSet/spine", MEMORY)
        .pod("spine-2", "node-2", "StatefulSet/spine", MEMORY)
        .tick(START);
  }

  @Test
  void showsEveryFamily() {
    List<String> families = new ArrayList<>();
    for (ExpositionSource source : cluster.sources()) {
      source.families().stream().map(Family::name).forEach(families::add);
    }

    assertThat(families).hasSize(39).doesNotHaveDuplicates();
    assertThat(families)
        .allSatisfy(family -> assertThat(cluster.lines(family + "{")).as(family).isNotEmpty());
  }

  @Test
  void namesTheDrainThatIsStuckAndWhatHoldsIt() {
    cluster.tick(START + 31 * MINUTE);

    assertThat(cluster.lines("agent_disruption_") + cluster.lines("agent_node_cordoned"))
        .isEqualTo(
            """
            agent_disruption_budget_allowed{BUDGET} 0
            agent_disruption_budget_cordoned_pods{BUDGET,node="node-1"} 2
            agent_disruption_budget_desired_healthy{BUDGET} 3
            agent_disruption_budget_expected{BUDGET} 3
            agent_disruption_budget_healthy{BUDGET} 3
            agent_disruption_budget_never_allows{BUDGET,cause="min_available_all"} 1
            agent_disruption_cordoned_pods{tenant="acme",agent="spine-0",role="memory",NODE} 1
            agent_disruption_cordoned_pods{tenant="acme",agent="spine-1",role="memory",NODE} 1
            agent_node_cordoned_since_timestamp_seconds{NOBODY,node="node-1"} 1767323045
            agent_node_cordoned{NOBODY,node="node-1"} 1
            agent_node_cordoned{NOBODY,node="node-2"} 0
            """
                .replace(
                    "BUDGET",
                    "tenant=\"acme\",agent=\"\",role=\"memory\",namespace=\"acme\","
                        + "poddisruptionbudget=\"spine-quorum\"")
                .replace("NODE", "namespace=\"acme\",node=\"node-1\"")
                .replace("NOBODY", "tenant=\"\",agent=\"\",role=\"\""));
  }

  @Test
  void namesTheStoreThatLosesItsQuorumWithOneNode() {
    assertThat(cluster.lines("agent_node_colocated") + cluster.lines("agent_node_agents"))
        .isEqualTo(
            """
            agent_node_colocated_replicas{MEMORY,node="node-1",namespace="acme",STORE} 1
            agent_node_agents{MEMORY,node="node-1"} 2
            agent_node_agents{MEMORY,node="node-2"} 1
            """
                .replace("MEMORY", "tenant=\"acme\",agent=\"\",role=\"memory\"")
                .replace("STORE", "workload_type=\"statefulset\",workload=\"spine\""));
  }

  @Test
  void showsNothingOfWhatIsUnknownButWhatWasCounted() {
    cluster.health(down(START + MINUTE, START));
    cluster.tick(START + 5 * MINUTE);
    assertThat(cluster.lines("agent_").lines()).hasSizeGreaterThan(39);

    cluster.tick(START + 5 * MINUTE + 1);
    assertThat(cluster.lines("agent_").lines())
        .singleElement()
        .asString()
        .startsWith("agent_autoscaler_direction_changes_total{tenant=\"acme\"");
  }

  @Test
  void showsNothingBeforeAnythingWasListed() {
    SeenCluster unknown = SeenCluster.unknown().tick(START);

    assertThat(unknown.lines("agent_")).isEmpty();
  }
}
