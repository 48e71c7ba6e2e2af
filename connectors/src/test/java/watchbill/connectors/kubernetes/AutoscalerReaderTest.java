package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.connectors.kubernetes.AutoscalerMetric.TargetKind;

class AutoscalerReaderTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void keepsWhatAnAutoscalerAsksForAndWhatItGoesBy() {
    AutoscalerView view =
        read(
            """
            metadata: {uid: u-1, resourceVersion: "7", namespace: acme, name: agents}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: agent}
              minReplicas: 2
              maxReplicas: 50
              metrics:
                - type: Pods
                  pods: {metric: {name: agent_active_sessions},
                    target: {type: AverageValue, averageValue: "8"}}
                - type: External
                  external: {metric: {name: queue}, target: {type: Value, value: "100"}}
                - type: Resource
                  resource: {name: memory, target: {type: Utilization, averageUtilization: 75}}
                - type: ContainerResource
                  containerResource: {container: agent, name: cpu,
                    target: {type: AverageValue, averageValue: 500m}}
                - type: Object
                  object: {metric: {name: requests}, describedObject: {kind: Ingress, name: x},
                    target: {type: Value, value: "10"}}
            status:
              currentReplicas: 3
              desiredReplicas: 4
              lastScaleTime: "2026-01-02T03:04:05Z"
              currentMetrics:
                - type: Pods
                  pods: {metric: {name: agent_active_sessions}, current: {averageValue: 9500m}}
                - type: ""
                - type: Resource
                  resource: {name: memory, current: {averageValue: 3Gi, averageUtilization: 80}}
                - type: ContainerResource
                  containerResource: {container: agent, name: cpu, current: {averageValue: 1200m}}
                - type: Object
                  object: {metric: {name: requests}, describedObject: {kind: Ingress, name: x},
                    current: {value: "7"}}
              conditions:
                - {type: AbleToScale, status: "True", reason: ReadyForNewScale}
                - {type: ScalingActive, status: "False", reason: FailedGetExternalMetric}
                - {type: ScalingLimited, status: "Unknown"}
            """);

    assertThat(view)
        .isEqualTo(
            new AutoscalerView(
                "u-1",
                "7",
                "acme",
                "agents",
                new Owner("StatefulSet", "agent"),
                2,
                50,
                true,
                3,
                4,
                Instant.parse("2026-01-02T03:04:05Z").toEpochMilli(),
                new StatusCondition(Truth.TRUE, "ReadyForNewScale", -1),
                new StatusCondition(Truth.FALSE, "FailedGetExternalMetric", -1),
                new StatusCondition(Truth.UNKNOWN, "", -1),
                List.of(
                    new AutoscalerMetric("agent_active_sessions", TargetKind.AVERAGE, 8, 9.5),
                    new AutoscalerMetric("queue", TargetKind.VALUE, 100, Double.NaN),
                    new AutoscalerMetric("memory", TargetKind.UTILIZATION, 0.75, 0.8),
                    new AutoscalerMetric("agent/cpu", TargetKind.AVERAGE, 0.5, 1.2),
                    new AutoscalerMetric("requests", TargetKind.VALUE, 10, 7))));
  }

  @Test
  void tellsTwoMetricsOfOneNameByTheirPlace() {
    AutoscalerView view =
        read(
            """
            spec:
              metrics:
                - {type: External, external: {metric: {name: queue, selector: {matchLabels: {q: a}}},
                    target: {type: Value, value: "1"}}}
                - {type: External, external: {metric: {name: queue, selector: {matchLabels: {q: b}}},
                    target: {type: Value, value: "2"}}}
            status:
              currentMetrics:
                - {type: External, external: {metric: {name: queue}, current: {value: "10"}}}
                - {type: External, external: {metric: {name: queue}, current: {value: "20"}}}
            """);

    assertThat(view.metrics()).extracting(AutoscalerMetric::current).containsExactly(10.0, 20.0);
  }

  @Test
  void findsAMetricWhoseStatusIsAtAnOlderPlace() {
    AutoscalerView view =
        read(
            """
            spec:
              metrics:
                - {type: Resource, resource: {name: memory, target: {type: Value, value: "1"}}}
                - {type: Resource, resource: {name: cpu, target: {type: Value, value: "2"}}}
            status:
              currentMetrics:
                - {type: Resource, resource: {name: cpu, current: {value: "20"}}}
            """);

    assertThat(view.metrics())
        .extracting(AutoscalerMetric::current)
        .containsExactly(Double.NaN, 20.0);
  }

  @Test
  void readsAnAutoscalerThatSaysNothing() {
    assertThat(AutoscalerReader.read(new HorizontalPodAutoscaler()))
        .isEqualTo(
            new AutoscalerView(
                "",
                "",
                "",
                "",
                Owner.NONE,
                1,
                0,
                false,
                0,
                0,
                -1,
                StatusCondition.NONE,
                StatusCondition.NONE,
                StatusCondition.NONE,
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{spec: {metrics: [null, {}, {type: Pods, pods: {}}, {type: Resource, resource: {}}]}}",
        "{spec: {metrics: [{containerResource: {}}, {external: {target: {}}}, {object: {}}]}}",
        "{status: {currentMetrics: [null, {}, {pods: {}}, {resource: {current: {}}}]}}",
        "{status: {conditions: [null, {}], lastScaleTime: soon}}",
        "{spec: {metrics: [{pods: {target: {type: Value, value: many}}}]}}",
        "{spec: {metrics: [{pods: {target: {type: Value, value: 1e999}}}]}}",
      })
  void readsAutoscalersFullOfGaps(String yaml) {
    assertThat(read(yaml).metrics())
        .allSatisfy(metric -> assertThat(metric.target()).as(metric.name()).isNaN());
  }

  private static AutoscalerView read(String yaml) {
    return AutoscalerReader.read(YAML.unmarshal("---\n" + yaml, HorizontalPodAutoscaler.class));
  }
}
