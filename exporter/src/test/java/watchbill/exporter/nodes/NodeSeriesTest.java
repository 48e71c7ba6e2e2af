package watchbill.exporter.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.cluster.SeenCluster.MINUTE;
import static watchbill.exporter.cluster.SeenCluster.START;
import static watchbill.exporter.cluster.SeenCluster.down;

import org.junit.jupiter.api.Test;
import watchbill.exporter.cluster.SeenCluster;

class NodeSeriesTest {
  private final SeenCluster cluster = SeenCluster.empty();

  @Test
  void showsWhatANodeIsAndHas() {
    cluster
        .node(
            """
            metadata:
              uid: n
              name: gpu-0
              creationTimestamp: "2026-01-02T03:04:05Z"
              labels: {karpenter.sh/nodepool: gpus, karpenter.sh/capacity-type: spot,
                node.kubernetes.io/instance-type: g6.xlarge}
            status:
              capacity: {cpu: "4", memory: 16Gi, pods: "58", nvidia.com/gpu: "1"}
              allocatable: {cpu: 3920m, memory: 15Gi, pods: "58", nvidia.com/gpu: "0"}
              conditions:
                - {type: Ready, status: "True"}
                - {type: MemoryPressure, status: "True"}
                - {type: DiskPressure, status: "False"}
                - {type: PIDPressure, status: Unknown}
            """)
        .tick(START);

    assertThat(cluster.lines("agent_node_"))
        .isEqualTo(
            """
            agent_node_condition{GPU-0,condition="DiskPressure"} 0
            agent_node_condition{GPU-0,condition="MemoryPressure"} 1
            agent_node_cordoned{GPU-0} 0
            agent_node_cpu_cores{GPU-0,kind="allocatable"} 3.92
            agent_node_cpu_cores{GPU-0,kind="capacity"} 4
            agent_node_created_timestamp_seconds{GPU-0} 1767323045
            agent_node_gpus{GPU-0,kind="allocatable"} 0
            agent_node_gpus{GPU-0,kind="capacity"} 1
            agent_node_info{GPU-0,pool="gpus",instance_type="g6.xlarge",capacity_type="spot"} 1
            agent_node_memory_bytes{GPU-0,kind="allocatable"} 16106127360
            agent_node_memory_bytes{GPU-0,kind="capacity"} 17179869184
            agent_node_pod_slots{GPU-0,kind="allocatable"} 58
            agent_node_pod_slots{GPU-0,kind="capacity"} 58
            agent_node_ready{GPU-0} 1
            """
                .replace("GPU-0", "tenant=\"\",agent=\"\",role=\"\",node=\"gpu-0\""));
  }

  @Test
  void saysNothingOfANodeThatSaysNothingButThatItIsThere() {
    cluster.node("{metadata: {uid: n, name: n}}").tick(START);

    assertThat(cluster.lines("agent_node_"))
        .isEqualTo(
            """
            agent_node_cordoned{NODE} 0
            agent_node_info{NODE,pool="",instance_type="",capacity_type="on_demand"} 1
            """
                .replace("NODE", "tenant=\"\",agent=\"\",role=\"\",node=\"n\""));
  }

  @Test
  void callsANodeThatIsNotHeardOfNotReady() {
    cluster
        .node(
            """
            metadata: {uid: n, name: n}
            status: {conditions: [{type: Ready, status: Unknown, reason: NodeStatusUnknown}]}
            """)
        .tick(START);

    assertThat(cluster.lines("agent_node_ready")).endsWith(" 0\n");
  }

  @Test
  void saysSinceWhenANodeIsCordonedByItsTaintOrElseSinceItWasSeen() {
    String taint =
        """
        metadata: {uid: t, name: tainted}
        spec:
          unschedulable: true
          taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule,
            timeAdded: "2026-01-02T02:04:05Z"}]
        """;
    cluster.node(taint).node("{metadata: {uid: s, name: seen}}").tick(START);
    cluster
        .node("{metadata: {uid: s, name: seen}, spec: {unschedulable: true}}")
        .tick(START + MINUTE)
        .tick(START + 2 * MINUTE);
    assertThat(cluster.lines("agent_node_cordoned_since"))
        .isEqualTo(
            """
            agent_node_cordoned_since_timestamp_seconds{NOBODY,node="seen"} 1767323105
            agent_node_cordoned_since_timestamp_seconds{NOBODY,node="tainted"} 1767319445
            """
                .replace("NOBODY", "tenant=\"\",agent=\"\",role=\"\""));

    cluster.node("{metadata: {uid: s, name: seen}}").tick(START + 3 * MINUTE);
    assertThat(cluster.lines("agent_node_cordoned_since")).doesNotContain("seen");
  }

  @Test
  void countsAnAgentOnceOnANodeWhateverPodsItHasThere() {
    cluster
        .pod("a-1", "n", "ReplicaSet/a-5d9", "watchbill.io/agent: ada")
        .pod("a-2", "n", "ReplicaSet/a-5d9", "watchbill.io/agent: ada")
        .pod("b-0", "n", "StatefulSet/b", "app.kubernetes.io/component: writer")
        .pod("b-1", "m", "StatefulSet/b", "app.kubernetes.io/component: writer")
        .pod("log", "n", "DaemonSet/log", "")
        .pod("{metadata: {uid: p, namespace: acme, name: p}, status: {phase: Pending}}")
        .tick(START);

    assertThat(cluster.lines("agent_node_agents"))
        .isEqualTo(
            """
            agent_node_agents{ACME,role="",node="n"} 1
            agent_node_agents{ACME,role="writer",node="m"} 1
            agent_node_agents{ACME,role="writer",node="n"} 1
            """
                .replace("ACME", "tenant=\"acme\",agent=\"\""));
  }

  @Test
  void countsReplicasOfAStatefulSetBeyondTheFirstOnANode() {
    cluster
        .pod("spine-0", "n", "StatefulSet/spine", "")
        .pod("spine-1", "n", "StatefulSet/spine", "")
        .pod("spine-2", "n", "StatefulSet/spine", "")
        .pod("nats-0", "n", "StatefulSet/nats", "")
        .pod("nats-1", "m", "StatefulSet/nats", "")
        .pod("web-1", "n", "ReplicaSet/web-5d9", "")
        .pod("web-2", "n", "ReplicaSet/web-5d9", "")
        .tick(START);

    assertThat(cluster.lines("agent_node_colocated"))
        .contains("workload=\"spine\"")
        .endsWith(" 2\n")
        .hasLineCount(1);
  }

  @Test
  void showsNodesWhilePodsAreUnknown() {
    cluster.node("{metadata: {uid: n, name: n}}").pod("a", "n", "StatefulSet/a", "").tick(START);
    assertThat(cluster.lines("agent_node_agents")).isNotEmpty();

    cluster.podHealth(down(START + MINUTE, START));
    cluster.tick(START + 6 * MINUTE);
    assertThat(cluster.lines("agent_node_agents")).isEmpty();
    assertThat(cluster.lines("agent_node_info")).isNotEmpty();
  }
}
