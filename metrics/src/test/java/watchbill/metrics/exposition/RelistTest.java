package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.catalogue.ActivityFamilies.STATE;
import static watchbill.metrics.exposition.SeriesTableTest.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;
import watchbill.metrics.catalogue.AgentLabels;

/// Lists, changes and deletions, step by step, before, after and between any two blocks of a
/// scrape: 10,000 histories. A series that is there in every state of the cluster that a scrape
/// overlaps has to be in the scrape, once.
@Tag("property")
final class RelistTest {
  private static final int RUNS = 10_000;
  private static final int AGENTS = 2 * SeriesBlock.ROWS + 6;

  @Test
  void noScrapeLacksASeriesThatWasThereBeforeAndAfter() {
    for (int seed = 0; seed < RUNS; seed++) {
      assertThat(new History(seed, true).faults()).as("history %d", seed).isEmpty();
    }
  }

  @Test
  void noticesAListThatClearsAndRefills() {
    int faulty = 0;
    for (int seed = 0; seed < RUNS / 10; seed++) {
      faulty += new History(seed, false).faults().isEmpty() ? 0 : 1;
    }
    assertThat(faulty).isGreaterThan(RUNS / 100);
  }

  /// One series, by what a scrape shows of it.
  private record Seen(String agent, String state) {}

  /// A series of either table: all agents have one without a state and one with.
  private record Tables(SeriesTable<AgentLabels> sessions, SeriesTable<StateLabels> states) {
    Tables() {
      this(new SeriesTable<>(ACTIVE_SESSIONS), new SeriesTable<>(STATE));
    }

    List<SeriesTable<?>> all() {
      return List.of(sessions, states);
    }

    /// How an agent's series are made: in steps.
    List<Runnable> show(int agent, String state) {
      return List.of(
          () -> sessions.series(agent(agent)).set(agent),
          () -> states.series(labels(agent, state)).set(agent));
    }

    Runnable hide(int agent) {
      return () -> sessions.remove(agent(agent));
    }

    Runnable hide(int agent, String state) {
      return () -> states.remove(labels(agent, state));
    }

    private static StateLabels labels(int agent, String state) {
      return new StateLabels("acme", agent(agent).agent(), "coder", state);
    }
  }

  /// One scrape among changes.
  private static final class History {
    private final Random random;
    private final boolean whole;
    private final SeriesGroup group = new SeriesGroup(List.of(ACTIVE_SESSIONS, STATE));

    /// The state of each agent, as the last change that began has it.
    private final Map<Integer, String> cluster = new HashMap<>();

    /// What is left to do of that change; and what the cluster was before it.
    private final Deque<Runnable> steps = new ArrayDeque<>();

    private Set<Seen> before = Set.of();
    private Tables tables = new Tables();
    private final Set<Seen> always = new HashSet<>();

    /// @param whole whether a list is swapped in whole, or cleared and refilled
    History(int seed, boolean whole) {
      this.random = new Random(seed);
      this.whole = whole;
      cluster.putAll(any());
      cluster.forEach((agent, state) -> tables.show(agent, state).forEach(Runnable::run));
      group.replace(tables.all());
      before = expected();
    }

    List<String> faults() {
      go(random.nextInt(20));
      always.addAll(steps.isEmpty() ? expected() : before);
      always.retainAll(expected());
      RecordedPieces out = new RecordedPieces(() -> go(random.nextInt(8)));
      group.writeTo(Format.TEXT, out);

      List<String> faults = new ArrayList<>();
      Set<Seen> seen = new HashSet<>();
      for (Scrape.Sample sample : out.samples()) {
        String agent = sample.labels().getOrDefault("agent", "");
        Seen series = new Seen(agent, sample.labels().getOrDefault("state", ""));
        if (!seen.add(series)) {
          faults.add("twice: " + series);
        }
        if (!agent.equals(agent((int) sample.value()).agent())) {
          faults.add("value of another: " + series);
        }
      }
      always.removeAll(seen);
      always.forEach(series -> faults.add("missing: " + series));
      return faults;
    }

    private void go(int count) {
      for (int i = 0; i < count; i++) {
        if (steps.isEmpty()) {
          begin();
        }
        steps.removeFirst().run();
      }
    }

    private void begin() {
      before = expected();
      int agent = random.nextInt(AGENTS);
      String state = anyState();
      switch (random.nextInt(10)) {
        case 0, 1 -> relist();
        case 2, 3, 4 -> {
          String had = cluster.remove(agent);
          steps.add(tables.hide(agent));
          steps.add(tables.hide(agent, had == null ? state : had));
        }
        default -> {
          String had = cluster.put(agent, state);
          steps.addAll(tables.show(agent, state));
          if (had != null && !had.equals(state)) {
            steps.add(tables.hide(agent, had));
          }
        }
      }
      always.retainAll(expected());
    }

    private void relist() {
      Map<Integer, String> old = new HashMap<>(cluster);
      cluster.clear();
      cluster.putAll(any());
      if (whole) {
        Tables next = new Tables();
        cluster.forEach((agent, state) -> next.show(agent, state).forEach(Runnable::run));
        steps.add(() -> {
          tables = next;
          group.replace(next.all());
        });
      } else {
        old.forEach((agent, state) -> {
          steps.add(tables.hide(agent));
          steps.add(tables.hide(agent, state));
        });
        cluster.forEach((agent, state) -> steps.addAll(tables.show(agent, state)));
      }
    }

    private Set<Seen> expected() {
      Set<Seen> expected = new HashSet<>();
      cluster.forEach((agent, state) -> {
        expected.add(new Seen(agent(agent).agent(), ""));
        expected.add(new Seen(agent(agent).agent(), state));
      });
      return expected;
    }

    private Map<Integer, String> any() {
      Map<Integer, String> any = new HashMap<>();
      for (int i = 0; i < AGENTS; i++) {
        if (random.nextInt(8) > 0) {
          any.put(i, anyState());
        }
      }
      return any;
    }

    private String anyState() {
      return random.nextBoolean() ? "working" : "idle";
    }
  }
}
