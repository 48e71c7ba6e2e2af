package watchbill.deploy.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus answers to the queries of the adapter and of KEDA, asked by promtool.
@Tag("endtoend")
final class LoadEndToEndTest {
  /// Agent backend-0 has a pod, agent shared has two; two Watchbills show both for a while. Agent
  /// backend-9 is another tenant's.
  @Test
  void tellsWhatEachPodBearsAndNothingOfOnesOfWhichNobodyKnows(@TempDir Path folder)
      throws IOException, InterruptedException {
    Load sessions = Load.ALL.getFirst();
    String pods =
        sessions.ofPods("namespace=\"acme\",pod=~\"backend-0|shared-x|shared-y|silent-0\"", "pod");
    Path test = folder.resolve("test.yaml");
    Files.writeString(
        test,
        """
        rule_files: []
        evaluation_interval: 15s
        tests:
          - interval: 15s
            input_series:
              - {series: 'agent_active_sessions{tenant="acme",agent="backend-0",role="backend",instance="a"}', values: '6'}
              - {series: 'agent_active_sessions{tenant="acme",agent="backend-0",role="backend",instance="b"}', values: '6'}
              - {series: 'agent_active_sessions{tenant="acme",agent="shared",role="backend",instance="a"}', values: '10'}
              - {series: 'agent_active_sessions{tenant="other",agent="backend-9",role="backend",instance="a"}', values: '99'}
              - {series: 'agent_pod_info{tenant="acme",agent="backend-0",role="backend",namespace="acme",pod="backend-0",node="n1",instance="a"}', values: '1'}
              - {series: 'agent_pod_info{tenant="acme",agent="backend-0",role="backend",namespace="acme",pod="backend-0",node="n1",instance="b"}', values: '1'}
              - {series: 'agent_pod_info{tenant="acme",agent="shared",role="backend",namespace="acme",pod="shared-x",node="n1",instance="a"}', values: '1'}
              - {series: 'agent_pod_info{tenant="acme",agent="shared",role="backend",namespace="acme",pod="shared-y",node="n2",instance="a"}', values: '1'}
              - {series: 'agent_pod_info{tenant="acme",agent="silent",role="backend",namespace="acme",pod="silent-0",node="n2",instance="a"}', values: '1'}
              - {series: 'agent_pod_info{tenant="other",agent="backend-9",role="backend",namespace="other",pod="backend-9",node="n2",instance="a"}', values: '1'}
            promql_expr_test:
              - expr: '%s'
                eval_time: 0s
                exp_samples:
                  - {labels: '{pod="backend-0"}', value: 6}
                  - {labels: '{pod="shared-x"}', value: 5}
                  - {labels: '{pod="shared-y"}', value: 5}
              - expr: '%s'
                eval_time: 0s
                exp_samples:
                  - {labels: '{}', value: 16}
              - expr: '%s'
                eval_time: 0s
                exp_samples: []
        """
            .formatted(
                pods, sessions.ofRole("acme", "backend"), sessions.ofRole("acme", "frontend")));
    Path output = folder.resolve("output");
    Process promtool =
        new ProcessBuilder("/usr/bin/promtool", "test", "rules", test.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).contains("SUCCESS");
  }
}
