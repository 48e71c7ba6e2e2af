package watchbill.exporter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;

final class InProcessFeedTest {
  @Test
  void bringsEverySignalToEverySubscriberInOrder() {
    InProcessFeed feed = new InProcessFeed();
    List<Signal> one = new ArrayList<>();
    List<Signal> two = new ArrayList<>();
    feed.subscribe(one::add);
    feed.subscribe(two::add);
    AgentKey bob = new AgentKey("acme", "bob");
    Signal first = new Signal.ProgressMade(bob, 1);
    Signal second = new Signal.LoadUnknown(bob, 2);
    feed.accept(first);
    feed.accept(second);
    assertThat(one).containsExactly(first, second);
    assertThat(two).containsExactly(first, second);
  }
}
