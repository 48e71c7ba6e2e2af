package watchbill.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long START = 1_770_000_000_000L;
  private static final long YEAR = 365L * 24 * 3_600_000;

  @Test
  void givesBackAnOwnerWithinATickOfItsDeadlineAndNeverBefore() {
    Deadlines deadlines = new Deadlines();
    passed(deadlines, START);
    deadlines.set(7, START + 5_000);
    assertThat(passed(deadlines, START + 4_999)).isEmpty();
    assertThat(passed(deadlines, START + 5_000 + Deadlines.TICK_MILLIS)).containsExactly(7);
    assertThat(passed(deadlines, START + YEAR)).isEmpty();
  }

  @Test
  void givesBackAnOwnerWhoseDeadlineHadPassedWhenItWasSet() {
    Deadlines deadlines = new Deadlines();
    passed(deadlines, START);
    deadlines.set(1, START - YEAR);
    assertThat(passed(deadlines, START + 1)).containsExactly(1);
  }

  @Test
  void stopsAtEachTickThatHasAnyAndGoesOnFromThere() {
    Deadlines deadlines = new Deadlines();
    passed(deadlines, START);
    for (int owner = 0; owner < 10; owner++) {
      deadlines.set(owner, START + 5_000 + (owner < 6 ? 0 : 3 * Deadlines.TICK_MILLIS));
    }
    List<Integer> due = new ArrayList<>();
    assertThat(deadlines.advance(START + 60_000, due::add)).isFalse();
    assertThat(due).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    deadlines.set(0, START + 5_000 + Deadlines.TICK_MILLIS);
    due.clear();
    assertThat(deadlines.advance(START + 60_000, due::add)).isFalse();
    assertThat(due).containsExactly(0);
    assertThat(deadlines.advance(START + 60_000, due::add)).isFalse();
    assertThat(due).containsExactlyInAnyOrder(0, 6, 7, 8, 9);
    assertThat(deadlines.advance(START + 60_000, due::add)).isTrue();
    assertThat(due).hasSize(5);
  }

  @Test
  @Tag("property")
  void agreesWithASortedSetInRandomUse() {
    for (long seed = 0; seed < 300; seed++) {
      agrees(new Random(seed), seed);
    }
  }

  private static void agrees(Random random, long seed) {
    Deadlines deadlines = new Deadlines();
    Map<Integer, Long> expected = new HashMap<>();
    long now = START;
    passed(deadlines, now);
    for (int step = 0; step < 400; step++) {
      int owner = random.nextInt(50);
      switch (random.nextInt(5)) {
        case 0 -> {
          deadlines.clear(owner);
          expected.remove(owner);
        }
        case 1 -> {
          now += random.nextLong(1L << random.nextInt(1, 37));
          List<Integer> due = passed(deadlines, now);
          Set<Integer> surely = owners(expected, now - Deadlines.TICK_MILLIS);
          Set<Integer> atMost = owners(expected, now);
          assertThat(due).as("seed %d step %d", seed, step).doesNotHaveDuplicates();
          assertThat(due).as("seed %d step %d", seed, step).containsAll(surely);
          assertThat(atMost).as("seed %d step %d", seed, step).containsAll(due);
          due.forEach(expected::remove);
        }
        default -> {
          long at = now - 2_000 + random.nextLong(1L << random.nextInt(1, 38));
          deadlines.set(owner, at);
          expected.put(owner, at);
        }
      }
    }
  }

  private static Set<Integer> owners(Map<Integer, Long> expected, long untilMillis) {
    Set<Integer> owners = new TreeSet<>();
    expected.forEach((owner, at) -> {
      if (at <= untilMillis) {
        owners.add(owner);
      }
    });
    return owners;
  }

  private static List<Integer> passed(Deadlines deadlines, long toMillis) {
    List<Integer> due = new ArrayList<>();
    while (!deadlines.advance(toMillis, due::add)) {
      // There may be more in later ticks.
    }
    return due;
  }
}
