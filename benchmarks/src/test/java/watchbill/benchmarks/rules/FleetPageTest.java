package watchbill.benchmarks.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FleetPageTest {
  private static final String SMALL =
      """
      # TYPE agent_active_sessions gauge
      agent_active_sessions{tenant="acme",agent="coder-0",role="coder"} 3
      agent_request_queue_depth{tenant="acme",agent="coder-0",role="coder"} 3
      watchbill_source_up{source="nats"} 1
      """;

  @Test
  void copiesAgentsAndLeavesOutWhatNobodyAsksFor() {
    var fleet = new FleetPage("agent_active_sessions > 1 and watchbill_source_up == 0", 2);
    assertThat(fleet.of(SMALL, 1))
        .isEqualTo(
            """
            agent_active_sessions{tenant="acme",agent="coder-0-0",role="coder"} 3
            agent_active_sessions{tenant="acme",agent="coder-0-1",role="coder"} 3
            watchbill_source_up{source="nats"} 1
            """);
  }

  @Test
  void makesUpWhatTheSmallFleetLacks() {
    var fleet = new FleetPage("max by (tenant) (agent_stuck) > 0", 3);
    String page = fleet.of(SMALL, 1);
    assertThat(page.lines())
        .hasSize(3)
        .first()
        .asString()
        .isEqualTo(
            "agent_stuck{tenant=\"tenant-0\",agent=\"agent-00000\",role=\"role-0\","
                + "cause=\"cause-00000\"} 0");
    assertThat(FleetPage.stuck(page).lines()).allMatch(line -> line.endsWith("} 1"));
  }
}
