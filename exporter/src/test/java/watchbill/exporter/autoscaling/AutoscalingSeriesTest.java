package watchbill.exporter.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.cluster.SeenCluster.MINUTE;
import static watchbill.exporter.cluster.SeenCluster.START;
import static watchbill.exporter.cluster.SeenCluster.down;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchbill.exporter.cluster.SeenCluster;

class AutoscalingSeriesTest {
  private static final String CHANGES = "agent_autoscaler_direction_changes_total";
  private final SeenCluster cluster = SeenCluster.empty();

  @Test
  void showsAnAutoscalerAtItsMostThatMissesAMetric() {
    cluster
        .statefulSet(
            """
            metadata: {uid: s, namespace: acme, name: agent}
            spec: {template: {metadata: {labels: {app.kubernetes.io/component: reviewer}}}}
            """)
        .autoscaler(
            """
            metadata: {uid: h, namespace: acme, name: agent-hpa}
            spec:
              scaleTargetRef: {kind: StatefulSet, name: agent}
              minReplicas: 2
              maxReplicas: 50
              metrics:
                - type: Pods
                  pods: {metric: {name: agent_active_sessions},
                    target: {type: AverageValue, averageValue: "8"}}
                - type: Resource
                  resource: {name: memory, target: {type: Utilization, averageUtilization: 75}}
            status:
              currentReplicas: 50
              desiredReplicas: 50
              lastScaleTime: "2026-01-02T03:04:05Z"
              currentMetrics:
                - type: ""
                - type: Resource
                  resource: {name: memory, current: {averageValue: 3Gi, averageUtilization: 92}}
              conditions:
                - {type: AbleToScale, status: "True", reason: ReadyForNewScale}
                - {type: ScalingActive, status: "False", reason: FailedGetPodsMetric}
                - {type: ScalingLimited, status: "True", reason: TooManyReplicas}
            """)
        .tick(START);

    assertThat(cluster.lines("agent_autoscaler_"))
        .isEqualTo(
            """
            agent_autoscaler_able_to_scale{HPA,reason="ReadyForNewScale"} 1
            agent_autoscaler_active{HPA,reason="FailedGetPodsMetric"} 0
            agent_autoscaler_current_replicas{HPA} 50
            agent_autoscaler_desired_replicas{HPA} 50
            agent_autoscaler_direction_changes_total{HPA} 0
            agent_autoscaler_headroom_replicas{HPA} 0
            agent_autoscaler_last_scale_timestamp_seconds{HPA} 1767323045
            agent_autoscaler_limited{HPA,reason="TooManyReplicas"} 1
            agent_autoscaler_max_replicas{HPA} 50
            agent_autoscaler_metric_current{HPA,metric_name="memory",UTILIZATION} 0.92
            agent_autoscaler_metric_missing{HPA,metric_name="agent_active_sessions",AVERAGE} 1
            agent_autoscaler_metric_missing{HPA,metric_name="memory",UTILIZATION} 0
            agent_autoscaler_metric_target{HPA,metric_name="agent_active_sessions",AVERAGE} 8
            agent_autoscaler_metric_target{HPA,metric_name="memory",UTILIZATION} 0.75
            agent_autoscaler_min_replicas{HPA} 2
            """
                .replace(
                    "HPA",
                    "tenant=\"acme\",agent=\"\",role=\"reviewer\",namespace=\"acme\","
                        + "horizontalpodautoscaler=\"agent-hpa\"")
                .replace("UTILIZATION", "metric_target_type=\"utilization\"")
                .replace("AVERAGE", "metric_target_type=\"average\""));
  }

  @Test
  void countsEveryTurnOfWhatIsAskedFor() {
    for (int desired : new int[] {2, 4, 6, 6, 3, 3, 2, 5}) {
      cluster.autoscaler(asking("h", desired));
    }
    assertThat(changes()).isEqualTo("h 2");
  }

  @Test
  void seesATurnBetweenTwoLists() {
    cluster
        .autoscaler(asking("h", 2))
        .autoscaler(asking("h", 4))
        .autoscalersListed(asking("h", 3), asking("i", 1));

    assertThat(changes()).isEqualTo("h 1,i 0");
  }

  @Test
  void takesTheFirstLookOfItsControllerForNoMove() {
    cluster
        .autoscaler("{metadata: {uid: h, namespace: acme, name: h}, status: {desiredReplicas: 0}}")
        .autoscaler(asking("h", 4))
        .autoscaler(asking("h", 2));

    assertThat(changes()).isEqualTo("h 0");
    assertThat(cluster.lines("agent_autoscaler_desired_replicas")).endsWith(" 2\n");
  }

  @Test
  void showsNoCountsBeforeItsControllerLookedAtIt() {
    cluster
        .autoscaler(
            """
            metadata: {uid: h, namespace: acme, name: h}
            spec:
              maxReplicas: 5
              metrics:
                - {type: Pods, pods: {metric: {name: x}, target: {type: Value, value: "1"}}}
            status: {desiredReplicas: 0}
            """)
        .tick(START);

    assertThat(
            cluster
                .lines("agent_autoscaler_")
                .lines()
                .map(line -> line.substring(0, line.indexOf('{'))))
        .containsExactly(
            CHANGES,
            "agent_autoscaler_max_replicas",
            "agent_autoscaler_metric_target",
            "agent_autoscaler_min_replicas");
  }

  @Test
  void missesNoMetricWhileItIsOff() {
    cluster
        .autoscaler(
            """
            metadata: {uid: h, namespace: acme, name: h}
            spec:
              metrics:
                - {type: Pods, pods: {metric: {name: x}, target: {type: Value, value: "1"}}}
            status:
              conditions: [{type: ScalingActive, status: "False", reason: ScalingDisabled}]
            """)
        .tick(START);

    assertThat(cluster.lines("agent_autoscaler_active")).contains("ScalingDisabled");
    assertThat(cluster.lines("agent_autoscaler_metric_missing")).isEmpty();
  }

  @Test
  void callsTwoMetricsOfOneNameMissingWhenOneIs() {
    String two =
        """
        metadata: {uid: h, namespace: acme, name: h}
        spec:
          metrics:
            - {type: External, external: {metric: {name: q}, target: {type: Value, value: "1"}}}
            - {type: Pods, pods: {metric: {name: q}, target: {type: Value, value: "2"}}}
        status:
          currentMetrics:
            - {type: External, external: {metric: {name: q}, current: {value: "1"}}}
          conditions: [{type: ScalingActive, status: "True", reason: ValidMetricFound}]
        """;
    cluster.autoscaler(two).tick(START);

    assertThat(cluster.lines("agent_autoscaler_metric_missing")).endsWith(" 1\n").hasLineCount(1);
  }

  @Test
  void letsNoStrangerWriteAReason() {
    cluster
        .autoscaler(
            """
            metadata: {uid: h, namespace: acme, name: h}
            status: {conditions: [{type: AbleToScale, status: "True", reason: "id-4711"}]}
            """)
        .tick(START);

    assertThat(cluster.lines("agent_autoscaler_able")).contains("reason=\"Other\"");
  }

  @Test
  void keepsTheCountAndItsOwnerWhileTheWatchesAreDownAndDropsItWithTheAutoscaler() {
    cluster
        .statefulSet(
            """
            metadata: {uid: s, namespace: acme, name: agent}
            spec: {template: {metadata: {labels: {app.kubernetes.io/component: reviewer}}}}
            """)
        .autoscaler(asking("h", 2))
        .autoscaler(asking("h", 4))
        .autoscaler(asking("h", 3))
        .tick(START);
    String before = cluster.lines(CHANGES);
    assertThat(before).contains("role=\"reviewer\"").endsWith(" 1\n");

    cluster.health(down(START + MINUTE, START));
    cluster.tick(START + 60 * MINUTE);
    assertThat(cluster.lines("agent_autoscaler_")).isEqualTo(before);

    cluster.autoscalerGone(asking("h", 3)).tick(START + 60 * MINUTE);
    assertThat(cluster.lines("agent_autoscaler_")).isEmpty();

    cluster.autoscaler(asking("h", 4)).tick(START + 60 * MINUTE);
    assertThat(cluster.lines(CHANGES)).endsWith(" 0\n");
  }

  private String changes() {
    cluster.tick(START);
    return cluster
        .lines(CHANGES)
        .lines()
        .map(line -> line.replaceAll(".*horizontalpodautoscaler=\"(.*)\"} (.*)", "$1 $2"))
        .collect(Collectors.joining(","));
  }

  private static String asking(String name, int desired) {
    return """
    metadata: {uid: %1$s, namespace: acme, name: %1$s}
    spec: {scaleTargetRef: {kind: StatefulSet, name: agent}}
    status:
      desiredReplicas: %2$d
      conditions: [{type: AbleToScale, status: "True", reason: ReadyForNewScale}]
    """
        .formatted(name, desired);
  }
}
