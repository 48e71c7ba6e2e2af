package watchbill.connectors.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final Poll.Listener listener =
      new Poll.Listener() {
        @Override
        public void answered() {
          told.add("answered");
        }

        @Override
        public void failed(String why) {
          told.add(why);
        }
      };

  @Test
  void asksAgainAfterAFailureAndAfterABug() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    Poll.Question question =
        () -> {
          switch (asked.incrementAndGet()) {
            case 1 -> throw new IOException("want an answer, have none");
            case 2 -> throw new IllegalStateException("a bug");
            default -> {}
          }
        };
    try (Poll poll = new Poll("store", Duration.ofMillis(1), question, listener)) {
      poll.start();
      assertThat(next()).isEqualTo("want an answer, have none");
      assertThat(next()).contains("a bug");
      assertThat(next()).isEqualTo("answered");
    }
  }

  @Test
  void tellsNothingOfTheQuestionThatItsEndBroke() throws InterruptedException {
    CountDownLatch asking = new CountDownLatch(1);
    Poll.Question question =
        () -> {
          asking.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IOException("the client's own words for an interrupt", e);
          }
        };
    try (Poll poll = new Poll("store", Duration.ofHours(1), question, listener)) {
      poll.start();
      assertThat(asking.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void refusesToAskWithoutAPause() {
    assertThatThrownBy(() -> new Poll("store", Duration.ZERO, () -> {}, listener))
        .hasMessageContaining("store: want a pause longer than 0");
  }

  private String next() throws InterruptedException {
    String next = told.poll(10, TimeUnit.SECONDS);
    return next == null ? "nothing" : next;
  }
}
