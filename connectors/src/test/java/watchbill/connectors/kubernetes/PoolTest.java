package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolTest {
  private final Pool pool = new Pool();

  @Test
  void givesOneValueForAllThatAreEqual() {
    Map<String, String> first = pool.one(Map.of("role", word("coder")));
    Owner owner = pool.one(new Owner(word("StatefulSet"), word("backend")));

    assertThat(pool.one(Map.of("role", word("coder")))).isSameAs(first);
    assertThat(pool.one(new Owner(word("StatefulSet"), word("backend")))).isSameAs(owner);
    assertThat(pool.text(word("node-1"))).isSameAs(pool.text(word("node-1")));
    assertThat(pool.text(null)).isEmpty();
  }

  @Test
  void keepsNoLongText() {
    String shortest = "x".repeat(256);
    assertThat(pool.text(word(shortest))).isSameAs(pool.text(word(shortest)));
    assertThat(pool.text(word(shortest + "x"))).isNotSameAs(pool.text(word(shortest + "x")));
  }

  @Test
  void remembersABoundedNumber() {
    Set<String> given = identities();
    for (int i = 0; i < 200_000; i++) {
      given.add(pool.one("name-" + i));
    }
    int remembered = 0;
    for (int i = 0; i < 200_000; i++) {
      remembered += given.contains(pool.one(word("name-" + i))) ? 1 : 0;
    }

    assertThat(remembered).isLessThanOrEqualTo(1 << 14);
  }

  @Test
  void keepsThousandsOfNamesApartAtOnce() {
    Set<String> given = identities();
    for (int i = 0; i < 2_000; i++) {
      given.add(pool.one("node-" + i));
    }
    for (int i = 0; i < 2_000; i++) {
      given.add(pool.one(word("node-" + i)));
    }

    assertThat(given.size()).as("of 2,000 names").isLessThan(2_300);
  }

  private static Set<String> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// The same text in an object of its own.
  private static String word(String text) {
    return String.valueOf(text.toCharArray());
  }
}
