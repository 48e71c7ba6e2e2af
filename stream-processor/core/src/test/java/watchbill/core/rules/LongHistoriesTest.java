package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.core.time.Deadlines;

/// Histories in which incidents, lost ends and outages cross.
class LongHistoriesTest {
  private static final long START = 1_770_000_000_000L;
  private static final AgentKey A = new AgentKey("acme", "a");
  private Fleet fleet = new Fleet(FleetOptions.DEFAULT);
  private final List<String> told = new ArrayList<>();
  private int events;

  @Test
  void aSessionThatEndedLeavesNoTaskThoughAnOlderOneWasKilled() {
    at(0, new AgentEvent.SessionStarted(ms(0), "killed", "", "", "", "", "", ""));
    int day = 86_400;
    at(day, new AgentEvent.SessionStarted(ms(day), "next", "", "", "", "", "", ""));
    at(day + 1, new AgentEvent.TaskStarted(ms(day + 1), "t", "x"));
    at(day + 2, new AgentEvent.ToolStarted(ms(day + 2), "c", "Bash", "h"));
    at(day + 60, new AgentEvent.SessionEnded(ms(day + 60), "next", "cancelled"));
    passTo(2 * day);
    assertThat(told).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void aPersonWhoWentHomeAfterAnErrorOfTheModelIsNoStuckAgent() {
    at(0, new AgentEvent.SessionStarted(ms(0), "s", "", "", "", "", "", "", true));
    at(10, new AgentEvent.ModelFailed(ms(10), "p", "m", "invalid_request_error"));
    passTo(8 * 3_600);
    assertThat(told).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void fiveIdleAgentsWhoseRequestWasBadAreNoProviderOutage() {
    for (int i = 0; i < 100; i++) {
      AgentKey k = new AgentKey("acme", "x" + i);
      at(0, k, new AgentEvent.SessionStarted(ms(0), "s", "", "", "", "", "", ""));
    }
    for (int i = 0; i < 5; i++) { // one every half hour
      AgentKey k = new AgentKey("acme", "x" + i);
      at(
          i * 600 + 10,
          k,
          new AgentEvent.ModelFailed(ms(i * 600 + 10), "p", "m", "invalid_request_error"));
    }
    passTo(3_600);
    assertThat(told).noneMatch(line -> line.contains("incident"));
  }

  @Test
  void noFlappingVerdictsOfAnAgentWhoseAnswersAreSlow() {
    at(0, new AgentEvent.TaskStarted(ms(0), "t", "x"));
    for (int i = 1; i <= 40; i++) {
      at(i * 200, answer("r" + i, 6_000));
    }
    passTo(9_000);
    assertThat(told.stream().filter(line -> line.contains("freed")).toList()).hasSizeLessThan(3);
  }

  @Test
  void aBuildWhileTheContextThrashSuspicionStandsIsNotStuck() {
    at(0, new AgentEvent.TaskStarted(ms(0), "t", "x"));
    for (int i = 1; i <= 5; i++) {
      for (int j = 0; j < 5; j++) {
        at(i * 500 + j, answer("r" + i + "-" + j, 100));
        at(
            i * 500 + j,
            new AgentEvent.ToolStarted(ms(i * 500 + j), "c" + i + j, "Bash", "h" + i + j));
        at(
            i * 500 + j,
            new AgentEvent.ToolFinished(
                ms(i * 500 + j),
                "c" + i + j,
                "Bash",
                "h" + i + j,
                "r" + i + j,
                ToolOutcome.OK,
                ""));
      }
      at(
          i * 500 + 10,
          new AgentEvent.ContextReduced(
              ms(i * 500 + 10), watchbill.core.ContextReduction.COMPACTED, -1, -1));
    }
    at(2_520, new AgentEvent.ToolStarted(ms(2_520), "build", "Bash", "build"));
    passTo(2_520 + 360);
    assertThat(told).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void signalsAreTheSameHoweverOftenTimeIsPolled() {
    for (int seed = 0; seed < 300; seed++) {
      List<String> once = play(seed, 0, false);
      List<String> often = play(seed, 777, false);
      List<String> saved = play(seed, 5_000, true);
      assertThat(often).as("seed " + seed).isEqualTo(once);
      assertThat(saved).as("seed " + seed).isEqualTo(once);
    }
  }

  @Test
  void signalsOfATenantAreDatedInOrderAndEachIncidentEnds() {
    for (int seed = 0; seed < 300; seed++) {
      long[] last = {0};
      int[] open = {0};
      List<String> bad = new ArrayList<>();
      int s = seed;
      playTo(
          seed,
          0,
          false,
          signal -> {
            if (signal instanceof Signal.IncidentBegan b) {
              if (open[0]++ != 0 || b.atMillis() < last[0])
                bad.add("seed " + s + " began " + b.atMillis() + " after " + last[0]);
              last[0] = b.atMillis();
            }
            if (signal instanceof Signal.IncidentEnded e) {
              if (--open[0] != 0 || e.atMillis() < last[0])
                bad.add("seed " + s + " ended " + e.atMillis() + " after " + last[0]);
              last[0] = e.atMillis();
            }
          });
      assertThat(bad).isEmpty();
    }
  }

  private List<String> play(int seed, long poll, boolean save) {
    List<String> said = new ArrayList<>();
    playTo(
        seed,
        poll,
        save,
        signal -> {
          if (signal instanceof Signal.AgentStuck
              || signal instanceof Signal.AgentSuspect
              || signal instanceof Signal.AgentFreed
              || signal instanceof Signal.IncidentBegan
              || signal instanceof Signal.IncidentEnded
              || signal instanceof Signal.ActivityChanged) {
            String t = signal.toString();
            said.add(t);
          }
        });
    return said;
  }

  private void playTo(int seed, long poll, boolean save, java.util.function.Consumer<Signal> out) {
    Random random = new Random(seed);
    FleetOptions options =
        FleetOptions.DEFAULT.with(
            new IncidentLimits(30, 3, Duration.ofSeconds(600 + random.nextInt(1_500))));
    Fleet f = new Fleet(options);
    long now = START + random.nextInt(5_000);
    long polled = now;
    int agents = 4 + random.nextInt(8);
    for (int i = 0; i < 400; i++) {
      long step =
          random.nextInt(10) == 0
              ? random.nextInt(700_000)
              : random.nextInt(3) == 0 ? 0 : random.nextInt(30_000);
      long to = now + step;
      if (poll > 0) {
        for (polled = Math.max(polled, now); polled < to; polled += poll) {
          f.advance(polled, out::accept);
          if (save && random(polled)) {
            StateOutput bytes = new StateOutput();
            f.save(bytes);
            f = Fleet.restore(new StateInput(bytes.toBytes()), options);
          }
        }
      }
      now = to;
      if (random.nextInt(40) == 0) {
        long from = now - random.nextInt(60_000);
        f.advance(now, out::accept);
        f.unheard(Math.max(from, now - 1), now + random.nextInt(60_000));
        continue;
      }
      AgentKey k = new AgentKey("acme", "a" + random.nextInt(agents));
      AgentEvent e =
          switch (random.nextInt(12)) {
            case 0, 1 -> new AgentEvent.TaskStarted(now, "t" + random.nextInt(3) + k.agent(), "x");
            case 2 ->
                new AgentEvent.TaskFinished(
                    now, "t" + random.nextInt(3) + k.agent(), TaskOutcome.COMPLETED);
            case 3, 4 -> new AgentEvent.ModelFailed(now, "p", "m", "x");
            case 5 -> new AgentEvent.Resumed(now, WaitingFor.PROVIDER);
            case 6 -> new AgentEvent.ToolStarted(now, "c" + random.nextInt(3), "Bash", "h");
            case 7 ->
                new AgentEvent.ToolFinished(
                    now, "c" + random.nextInt(3), "Bash", "h", "r", ToolOutcome.OK, "");
            case 8 ->
                new AgentEvent.SessionStarted(
                    now, "s" + random.nextInt(2), "", "", "", "", "", "", random.nextInt(4) == 0);
            case 9 -> new AgentEvent.SessionEnded(now, "s" + random.nextInt(2), "");
            case 10 -> new AgentEvent.Heartbeat(now, -1, -1);
            default -> new AgentEvent.TaskProgressed(now, "t" + random.nextInt(3) + k.agent(), "");
          };
      f.apply(new Activity(k, "e" + i, now, e), out::accept);
    }
    f.advance(now + 40_000_000, out::accept);
  }

  private static boolean random(long polled) {
    return polled / 1_000 % 37 == 0;
  }

  private static AgentEvent answer(String response, long output) {
    return new AgentEvent.ModelAnswered(
        START, "p", "m", response, "", new Usage(0, output, 0, 0, 0), "", "", false);
  }

  private static long ms(long second) {
    return START + second * 1_000L;
  }

  private void at(int second, AgentEvent event) {
    at(second, A, event);
  }

  private void at(int second, AgentKey key, AgentEvent event) {
    fleet.apply(new Activity(key, "event-" + events++, ms(second), event), this::note);
  }

  private void passTo(int second) {
    fleet.advance(ms(second) + Deadlines.TICK_MILLIS, this::note);
  }

  private void note(Signal signal) {
    long second = (signal.atMillis() - START) / 1_000;
    String head = signal.agent() + " " + second + " ";
    switch (signal) {
      case Signal.AgentStuck s ->
          told.add(head + "stuck " + s.cause() + " " + s.evidence().rules());
      case Signal.AgentSuspect s ->
          told.add(head + "suspect " + s.cause() + " " + s.evidence().rules());
      case Signal.AgentFreed s -> told.add(head + "freed " + s.cause());
      case Signal.IncidentBegan b ->
          told.add(head + "incident " + b.cause() + " " + b.silent() + " of " + b.atWork());
      case Signal.IncidentEnded e -> told.add(head + "over " + e.cause());
      default -> {}
    }
  }
}
