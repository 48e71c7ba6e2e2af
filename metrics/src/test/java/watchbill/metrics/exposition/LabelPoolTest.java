package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelPoolTest {
  private static final int MOST_COLLECTIONS = 1_000;

  private final LabelPool pool = new LabelPool();

  @Test
  void keepsEqualTextsOnce() {
    byte[] first = pool.intern(text("pod-1"));
    List<byte[]> others = new ArrayList<>();
    for (int i = 2; i < 1_000; i++) {
      others.add(pool.intern(text("pod-" + i)));
    }
    assertThat(pool.intern(text("pod-1"))).isSameAs(first).asString().isEqualTo("pod-1");
    assertThat(pool.known(text("pod-999"))).isSameAs(others.getLast());
    assertThat(pool.known(text("pod-1000"))).isNull();
    assertThat(pool.size()).isEqualTo(999);
  }

  @Test
  void forgetsTextsThatNobodyHasAnyMore() {
    byte[] kept = pool.intern(text("kept"));
    for (int i = 0; i < 10_000; i++) {
      pool.intern(text("pod-" + i));
    }
    for (int i = 0; i < MOST_COLLECTIONS && pool.size() > 1; i++) {
      System.gc();
    }
    assertThat(pool.size()).isEqualTo(1);
    assertThat(pool.known(text("kept"))).isSameAs(kept);
  }

  private static ByteSink text(String text) {
    ByteSink sink = new ByteSink(0);
    sink.write(text);
    return sink;
  }
}
