package watchbill.sources.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.IncidentCause;
import watchbill.core.InterruptCause;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;

class VerdictFeedTest {
  private static final AgentKey BOB = new AgentKey("acme", "bob");
  private static final AgentKey ANN = new AgentKey("acme", "ann");
  private static final AgentKey ALL = AgentKey.wholeTenant("acme");
  private static final Evidence EVIDENCE = Evidence.of(RuleKind.TOOL_HANG, "Bash");

  private final List<Signal> told = new ArrayList<>();
  private final VerdictFeed feed = new VerdictFeed(told::add);

  private static Signal stuck(AgentKey agent, long at) {
    return new Signal.AgentStuck(agent, at, StuckCause.TOOL_HANG, 1, EVIDENCE);
  }

  private static Signal suspect(AgentKey agent, long at) {
    return new Signal.AgentSuspect(agent, at, StuckCause.TOOL_HANG, 1, EVIDENCE);
  }

  private static Signal freed(AgentKey agent, long at) {
    return new Signal.AgentFreed(agent, at, StuckCause.TOOL_HANG);
  }

  private static Signal does(AgentActivity activity) {
    return new Signal.ActivityChanged(BOB, 9, activity);
  }

  private static Signal bounced(long total) {
    return new Signal.TasksBounced(BOB, 9, total);
  }

  @Test
  void tellsWhatStandsOnceThePastIsKnownAndThenWhatChanges() {
    feed.accept(stuck(BOB, 1));
    feed.accept(freed(BOB, 2));
    feed.accept(stuck(ANN, 3));
    feed.accept(stuck(BOB, 4));
    feed.accept(bounced(7));
    assertThat(told).isEmpty();

    feed.begin();
    assertThat(told).containsExactly(stuck(ANN, 3), stuck(BOB, 4));

    feed.accept(freed(BOB, 5));
    feed.accept(bounced(8));
    assertThat(told.subList(2, told.size())).containsExactly(freed(BOB, 5), bounced(8));
  }

  @Test
  void tellsThatAVerdictOfThePastHasEnded() {
    feed.accept(stuck(BOB, 1));
    feed.accept(freed(BOB, 2));
    feed.begin();
    assertThat(told).containsExactly(freed(BOB, 2));
  }

  @Test
  void keepsGapsAndIncidentsApartFromVerdicts() {
    Signal gap = new Signal.TelemetryGap(BOB, 2, 1);
    Signal began = new Signal.IncidentBegan(ALL, 3, IncidentCause.PROVIDER, 9, 10);
    Signal ended = new Signal.IncidentEnded(ALL, 4, IncidentCause.SILENCE);
    feed.accept(stuck(BOB, 1));
    feed.accept(gap);
    feed.accept(began);
    feed.accept(ended);
    feed.begin();
    assertThat(told).containsExactly(stuck(BOB, 1), gap, began, ended);
  }

  @Test
  void endsASuspicionWhenTheAgentGoesOn() {
    feed.begin();
    feed.accept(does(AgentActivity.WORKING));
    feed.accept(suspect(BOB, 1));
    feed.accept(does(AgentActivity.SUSPECT));
    feed.accept(does(AgentActivity.WAITING_HUMAN));
    feed.accept(does(AgentActivity.WAITING_TOOL));
    feed.accept(does(AgentActivity.WORKING));
    assertThat(told).containsExactly(suspect(BOB, 1), does(AgentActivity.WAITING_TOOL));
  }

  @Test
  void letsAVerdictTakeThePlaceOfASuspicion() {
    feed.begin();
    feed.accept(suspect(BOB, 1));
    feed.accept(stuck(BOB, 2));
    feed.accept(does(AgentActivity.STUCK));
    feed.accept(freed(BOB, 3));
    feed.accept(does(AgentActivity.WORKING));
    assertThat(told).containsExactly(suspect(BOB, 1), stuck(BOB, 2), freed(BOB, 3));
  }

  @Test
  void tellsWhatBefellTasksAndNoMeasurements() {
    List<Signal> totals =
        List.of(
            new Signal.TasksInterrupted(BOB, 1, InterruptCause.EVICTED, 1, 2, 3, 4),
            bounced(1),
            new Signal.TasksDuplicated(BOB, 1, 1),
            new Signal.DeadlinesMissed(BOB, 1, "", 1),
            new Signal.GovernorMissed(BOB, 1, 1));
    feed.begin();
    totals.forEach(feed::accept);
    feed.accept(new Signal.ProgressMade(BOB, 1));
    feed.accept(new Signal.HumanWaits(BOB, 1, 1, 1));
    feed.accept(new Signal.RuleFired(BOB, 1, RuleKind.CYCLE, 1));
    assertThat(told).isEqualTo(totals);
  }
}
