package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.IncidentCause;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.port.SignalSink;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The promise of the core: the same history gives the same signals, however it is polled and
/// wherever it is cut.
@Tag("property")
class FleetPropertyTest {
  private static final int SEEDS = 150;
  private static final int LENGTH = 250;
  private static final long LONG_AFTER = 100L * 24 * 3_600_000;
  private static final PriceBook PRICES =
      PriceBook.of(
          List.of(
              new PriceRow(
                  "anthropic", "m0", 0, new Price(3_000, 15_000, 300, 3_750, 6_000, 70_000))));

  /// Two silent agents of a tenant's four are an incident, so that these histories have some.
  private static final FleetOptions OPTIONS =
      FleetOptions.DEFAULT.with(PRICES).with(new IncidentLimits(50, 2, Duration.ofMinutes(40)));

  @Test
  void givesTheSameSignalsUnderAnyPollingStep() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<History.Step> history = History.random(seed, LENGTH);
      Map<AgentKey, List<Signal>> once = play(history, new Never(), false);
      for (long stepMillis : new long[] {1_000, 7_333, 60_000, 3_600_000}) {
        assertThat(play(history, new Every(stepMillis), false))
            .as("seed %d polled every %d ms", seed, stepMillis)
            .isEqualTo(once);
      }
      assertThat(play(history, new AtRandom(seed), false))
          .as("seed %d polled at random", seed)
          .isEqualTo(once);
    }
  }

  @Test
  void givesTheSameSignalsWhenSavedAndRestoredAfterEveryStep() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<History.Step> history = History.random(seed, LENGTH);
      assertThat(play(history, new AtRandom(seed), true))
          .as("seed %d", seed)
          .isEqualTo(play(history, new Never(), false));
    }
  }

  @Test
  void restoresToTheSameBytes() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fleet fleet = fleet();
      History.random(seed, LENGTH).forEach(step -> step.into(fleet, _ -> {}));
      byte[] saved = saved(fleet);
      assertThat(saved(restored(saved))).as("seed %d", seed).isEqualTo(saved);
    }
  }

  @Test
  void tellsALateListenerWhatItsSignalsHaveTold() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fleet fleet = fleet();
      Map<String, Object> told = new HashMap<>();
      History.random(seed, LENGTH).forEach(step -> step.into(fleet, standing(told)));
      Map<String, Object> toldLate = new HashMap<>();
      fleet.tellAll(standing(toldLate));
      assertThat(toldLate).as("seed %d", seed).isEqualTo(told);
    }
  }

  @Test
  void sumsTheBillUpToTheSameWholeWhicheverWayItIsSplit() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Fleet fleet = fleet();
      Splits splits = new Splits();
      for (History.Step step : History.random(seed, LENGTH)) {
        step.into(fleet, splits);
        splits.check("seed " + seed + " after " + step);
      }
      fleet.advance(fleet.nowMillis() + LONG_AFTER, splits);
      splits.check("seed " + seed + " long after");
    }
  }

  @Test
  void countsEachResponseOnceAtItsLargest() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<History.Step> history = History.random(seed, LENGTH);
      Map<String, Usage> responses = new HashMap<>();
      Map<AgentKey, Map<String, ModelBill>> counted = new HashMap<>();
      Fleet fleet = fleet();
      for (History.Step step : history) {
        step.into(fleet, remember(counted));
        if (step instanceof History.Step.Heard heard
            && heard.activity().event() instanceof AgentEvent.ModelAnswered answer) {
          AgentKey agent = heard.activity().agent();
          String response =
              answer.response().isEmpty()
                  ? agent + "#" + heard.activity().id()
                  : agent.tenant() + "/" + answer.response();
          responses.merge(response, answer.usage(), Usage::max);
        }
      }
      Usage expected = responses.values().stream().reduce(Usage.NONE, Usage::plus);
      List<ModelBill> totals =
          counted.values().stream().flatMap(models -> models.values().stream()).toList();
      assertThat(totals.stream().map(ModelBill::usage).reduce(Usage.NONE, Usage::plus))
          .as("seed %d", seed)
          .isEqualTo(expected);
      assertThat(totals.stream().mapToLong(ModelBill::responses).sum()).isEqualTo(responses.size());
    }
  }

  @Test
  void countsEachToolCallOnceWhateverIsToldAgain() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Set<String> heard = new HashSet<>();
      Map<String, Long> counted = new HashMap<>();
      long expected = 0;
      Fleet fleet = fleet();
      for (History.Step step : History.random(seed, LENGTH)) {
        step.into(
            fleet,
            signal -> {
              if (signal instanceof Signal.ToolCallsEnded calls) {
                counted.put(calls.agent() + " " + calls.outcome(), calls.total());
              }
            });
        if (step instanceof History.Step.Heard(Activity activity)
            && !(activity.event() instanceof AgentEvent.ModelAnswered)
            && heard.add(activity.agent() + "#" + activity.id())
            && activity.event() instanceof AgentEvent.ToolFinished) {
          expected++;
        }
      }
      assertThat(counted.values().stream().mapToLong(Long::longValue).sum())
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void crossesEveryVerdictInTheseHistories() {
    Set<String> causes = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      play(History.random(seed, LENGTH), new Never(), false)
          .values()
          .forEach(signals ->
              signals.forEach(signal -> {
                if (signal instanceof Signal.AgentStuck stuck) {
                  causes.add(stuck.cause().name());
                }
              }));
    }
    assertThat(causes)
        .containsExactlyInAnyOrder(
            "TOOL_HANG",
            "NO_TOOL_CALL",
            "REPEAT_LOOP",
            "HUMAN_WAIT",
            "PROVIDER_WAIT",
            "AGENT_WAIT",
            "OOM_KILLED",
            "CRASH_LOOP");
  }

  @Test
  void crossesIncidentsOfBothKindsInTheseHistories() {
    Set<IncidentCause> causes = EnumSet.noneOf(IncidentCause.class);
    int ended = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      for (List<Signal> signals : play(History.random(seed, LENGTH), new Never(), false).values()) {
        for (Signal signal : signals) {
          if (signal instanceof Signal.IncidentBegan began) {
            causes.add(began.cause());
          }
          ended += signal instanceof Signal.IncidentEnded ? 1 : 0;
        }
      }
    }
    assertThat(causes).containsExactlyInAnyOrder(IncidentCause.values());
    assertThat(ended).isGreaterThan(SEEDS);
  }

  private static Map<AgentKey, List<Signal>> play(
      List<History.Step> history, Polling polling, boolean restoring) {
    Map<AgentKey, List<Signal>> signals = new LinkedHashMap<>();
    SignalSink out =
        signal -> signals.computeIfAbsent(signal.agent(), _ -> new ArrayList<>()).add(signal);
    Fleet fleet = fleet();
    long before = History.START;
    for (History.Step step : history) {
      for (long at : polling.between(before, step.atMillis())) {
        fleet.advance(at, out);
      }
      step.into(fleet, out);
      before = step.atMillis();
      if (restoring) {
        fleet = restored(saved(fleet));
      }
    }
    fleet.advance(before + LONG_AFTER, out);
    return signals;
  }

  private static Fleet fleet() {
    return new Fleet(OPTIONS);
  }

  private static byte[] saved(Fleet fleet) {
    StateOutput out = new StateOutput();
    fleet.save(out);
    return out.toBytes();
  }

  private static Fleet restored(byte[] saved) {
    StateInput in = new StateInput(saved);
    Fleet fleet = Fleet.restore(in, OPTIONS);
    assertThat(in.atEnd()).isTrue();
    return fleet;
  }

  private static SignalSink remember(Map<AgentKey, Map<String, ModelBill>> counted) {
    return signal -> {
      if (signal instanceof Signal.TokensConsumed tokens) {
        counted
            .computeIfAbsent(tokens.agent(), _ -> new HashMap<>())
            .put(tokens.bill().model(), tokens.bill());
      }
    };
  }

  /// Keeps what stands after each signal, without the moment at which it was told.
  private static SignalSink standing(Map<String, Object> standing) {
    return signal -> {
      String agent = signal.agent().toString();
      switch (signal) {
        case Signal.TokensConsumed tokens -> {
          standing.put(agent + " model " + tokens.bill().model(), tokens.bill());
          standing.put(agent + " spend", tokens.standing());
        }
        case Signal.SpendChanged changed -> standing.put(agent + " spend", changed.standing());
        case Signal.TaskSpent _ -> {}
        case Signal.TaskCosts costs ->
            standing.put(agent + " costs " + costs.kind(), costs.costs());
        case Signal.SessionTokens sessions -> standing.put(agent + " sessions", sessions.tokens());
        case Signal.ParentLearned parent -> standing.put(agent + " parent", parent.parent());
        case Signal.LoadReported load ->
            standing.put(agent + " load", load.activeSessions() + "," + load.queueDepth());
        case Signal.LoadUnknown _ -> standing.remove(agent + " load");
        case Signal.RoleLearned role -> standing.put(agent + " role", role.role());
        case Signal.ActivityChanged change -> standing.put(agent + " does", change.activity());
        case Signal.ProgressMade progress -> standing.put(agent + " since", progress.atMillis());
        case Signal.ToolCallsEnded calls ->
            standing.put(agent + " calls " + calls.outcome(), calls.total());
        case Signal.TasksEnded tasks ->
            standing.put(agent + " tasks " + tasks.outcome(), tasks.total());
        case Signal.AgentStuck stuck -> standing.put(agent + " stuck", stuck.cause());
        case Signal.AgentFreed _ -> standing.remove(agent + " stuck");
        case Signal.IncidentBegan began -> standing.put(agent + " incident", began);
        case Signal.IncidentEnded _ -> standing.remove(agent + " incident");
        case Signal.RuleFired fired ->
            standing.put(agent + " fired " + fired.rule(), fired.total());
        case Signal.AgentSuspect _,
            Signal.CallsInFlight _,
            Signal.HumanWaits _,
            Signal.TelemetryGap _,
            Signal.TasksInterrupted _,
            Signal.Recovered _,
            Signal.ContextsReduced _,
            Signal.GovernorMissed _,
            Signal.TasksBounced _,
            Signal.TasksDuplicated _,
            Signal.DeadlinesMissed _,
            Signal.TaskDurations _ -> {}
      }
    };
  }

  /// When somebody lets time pass between two steps.
  private interface Polling {
    List<Long> between(long fromMillis, long toMillis);
  }

  private record Never() implements Polling {
    @Override
    public List<Long> between(long fromMillis, long toMillis) {
      return List.of();
    }
  }

  private record Every(long stepMillis) implements Polling {
    @Override
    public List<Long> between(long fromMillis, long toMillis) {
      List<Long> moments = new ArrayList<>();
      for (long at = (fromMillis / stepMillis + 1) * stepMillis; at <= toMillis; at += stepMillis) {
        moments.add(at);
      }
      return moments;
    }
  }

  private record AtRandom(Random random) implements Polling {
    AtRandom(long seed) {
      this(new Random(seed));
    }

    @Override
    public List<Long> between(long fromMillis, long toMillis) {
      List<Long> moments = new ArrayList<>();
      for (long at = fromMillis; at <= toMillis; at += 1 + random.nextLong(120_000)) {
        moments.add(at);
      }
      return moments;
    }
  }
}
