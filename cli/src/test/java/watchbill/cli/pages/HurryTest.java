package watchbill.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HurryTest {
  private static final Hurry HURRY = new Hurry(60, Instant.parse("2026-11-22T10:00:00Z"));

  @Test
  void dividesWhatAQueryLooksBackAtAndPutsItsClockRight() {
    assertThat(query("max by (tenant) (agent_stuck) > 0"))
        .isEqualTo("max by (tenant) (agent_stuck) > 0");
    assertThat(query("max_over_time(a{b=\"[5m] rate(\"}[5m]) > 0"))
        .isEqualTo("max_over_time(a{b=\"[5m] rate(\"}[5000ms]) > 0");
    assertThat(query("avg_over_time(a[1h30m:1m] offset 1d)"))
        .isEqualTo("avg_over_time(a[90000ms:1000ms] offset 1440000ms)");
    assertThat(query("sum by (x) (rate(a{c=\")\"}[1h])) * 3600 / rate(b[1h]) > 0.5"))
        .isEqualTo(
            "sum by (x) ((rate(a{c=\")\"}[60000ms]) / 60)) * 3600 / (rate(b[60000ms]) / 60) > 0.5");
    assertThat(query("time() - agent_last_seen > 120"))
        .isEqualTo("(1795341600 + 60 * (time() - 1795341600)) - agent_last_seen > 120");
    assertThatThrownBy(() -> query("predict_linear(a[1h], 3600) < 0"))
        .hasMessage("predict_linear in a hurry: predict_linear(a[1h], 3600) < 0");
  }

  @Test
  void dividesWhatRulesWaitFor() {
    assertThat(
            HURRY.rules(
                """
                groups:
                - name: a
                  interval: 30s
                  rules:
                  - alert: A
                    expr: max_over_time(a[1h]) > 5
                    for: 5m
                    annotations:
                      summary: for 5m
                  - record: b
                    expr: a
                """))
        .isEqualTo(
            """
            ---
            groups:
            - name: "a"
              interval: "500ms"
              rules:
              - alert: "A"
                expr: "max_over_time(a[60000ms]) > 5"
                for: "5000ms"
                annotations:
                  summary: "for 5m"
              - record: "b"
                expr: "a"
            """);
  }

  @Test
  void dividesWhatAlertmanagerWaitsFor() {
    assertThat(
            HURRY.alertmanager(
                """
                route:
                  receiver: x
                  group_wait: 30s
                  routes:
                  - receiver: x
                    repeat_interval: 4h
                    matchers: ["a=\\"5m\\""]
                receivers:
                - name: x
                """,
                URI.create("http://127.0.0.1:1/v2/enqueue")))
        .isEqualTo(
            """
            ---
            route:
              receiver: "x"
              group_wait: "500ms"
              routes:
              - receiver: "x"
                repeat_interval: "240000ms"
                matchers:
                - "a=\\"5m\\""
            receivers:
            - name: "x"
            global:
              pagerduty_url: "http://127.0.0.1:1/v2/enqueue"
            """);
  }

  @Test
  void turnsItsClockFaster() {
    Instant later = HURRY.start().plusSeconds(1);

    assertThat(HURRY.of(later)).isEqualTo("2026-11-22T10:01:00Z");
    assertThat(HURRY.machine(HURRY.of(later))).isEqualTo(later);
    assertThat(HURRY.of(Duration.ofMinutes(5))).hasSeconds(5);
  }

  private static String query(String promql) {
    return new HurriedQuery(HURRY, promql).text();
  }
}
