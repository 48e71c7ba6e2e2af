package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.Watcher.Action;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ScopeWatchTest {
  private final LinkedBlockingQueue<Heard<PodView>> queue = new LinkedBlockingQueue<>();

  @Test
  void cutsAWatchOffWhenItsChangesAreNotTaken() {
    withWatch(watch -> {
      for (int i = 0; i < 9_000; i++) {
        watch.eventReceived(Action.MODIFIED, FaultyApi.pod("a", String.valueOf(i)));
      }

      List<Heard<PodView>> heard = List.copyOf(queue);
      assertThat(heard).hasSize(8_193);
      assertThat(heard.get(8_191)).isInstanceOf(Heard.Changed.class);
      assertThat(heard.getLast())
          .isEqualTo(new Heard.Ended<>(watch, false, "more than 8192 changes wait to be taken"));
    });
  }

  @Test
  void saysNothingAfterItsEnd() {
    withWatch(watch -> {
      watch.onClose(new WatcherException("Exhausted reconnects"));
      watch.onClose(new WatcherException("Exhausted reconnects"));
      watch.eventReceived(Action.ADDED, FaultyApi.pod("a", "1"));

      assertThat(queue).containsExactly(new Heard.Ended<>(watch, false, ""));
    });
  }

  @Test
  void saysNothingWhenItIsClosed() {
    withWatch(watch -> {
      watch.close();
      watch.onClose(new WatcherException("Exhausted reconnects"));

      assertThat(queue).isEmpty();
    });
  }

  private void withWatch(Consumer<ScopeWatch<Pod, PodView>> test) {
    try (Cluster nowhere = Cluster.of(Config.empty())) {
      Scope<Pod, PodView> scope =
          new Scope<>(Kind.pods(Set.of()), "", nowhere.client(), WatchConfig.defaults(Set.of()));
      test.accept(scope.newWatch(queue));
    }
  }
}
