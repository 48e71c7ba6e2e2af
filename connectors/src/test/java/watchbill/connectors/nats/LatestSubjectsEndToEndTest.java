package watchbill.connectors.nats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.real.RealNats;

@Tag("endtoend")
class LatestSubjectsEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final LatestStream STREAM = new LatestStream("STATE", "some.state");

  @TempDir Path folder;
  private RealNats server;
  private NatsLink link;
  private LatestSubjects store;

  @BeforeEach
  void start() throws InterruptedException {
    server = RealNats.in(folder);
    link = new NatsLink(NatsConfig.of(server.url()), _ -> {});
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();
    store = new LatestSubjects(link, STREAM);
  }

  @AfterEach
  void end() {
    link.close();
    server.close();
  }

  private static KeyedValue value(String key, int value) {
    return new KeyedValue(key, Integer.toString(value).getBytes(StandardCharsets.UTF_8));
  }

  /// What comes until all that was stored has come.
  private static List<String> stored(LatestReader reader) throws InterruptedException {
    List<String> items = new ArrayList<>();
    while (true) {
      switch (reader.next(SOON)) {
        case LatestItem.Value value ->
            items.add(value.key() + "=" + new String(value.value(), StandardCharsets.UTF_8));
        case LatestItem.CaughtUp _ -> {
          return items;
        }
        case LatestItem.Lost lost -> items.add(lost.why());
        case LatestItem.Quiet _ -> throw new AssertionError("nothing after " + items);
      }
    }
  }

  @Test
  void readsTheLastValueOfEachKeyInTheirOrderAndThenWhatIsNew() throws Exception {
    store.prepare();
    try (LatestReader early = store.reader()) {
      assertThat(stored(early)).isEmpty();
      store.put(List.of(value("a.b", 1), value("c", 2), value("a.b", 3), value("d.%2E.~", 4)));
      assertThat(early.next(SOON)).isInstanceOf(LatestItem.Value.class);
      try (LatestReader late = store.reader()) {
        assertThat(stored(late)).containsExactly("c=2", "a.b=3", "d.%2E.~=4");
        store.put(List.of(value("c", 5)));
        assertThat(late.next(SOON))
            .isInstanceOfSatisfying(
                LatestItem.Value.class, value -> assertThat(value.key()).isEqualTo("c"));
      }
    }
  }

  @Test
  void forgetsAKeyThatIsRemoved() throws Exception {
    store.prepare();
    store.put(List.of(value("a", 1), value("b", 2)));
    store.remove(List.of("a"));
    try (LatestReader reader = store.reader()) {
      assertThat(stored(reader)).containsExactly("b=2");
    }
  }

  @Test
  void goesOnWhereItWasWhenTheServerHasBeenAway() throws Exception {
    store.prepare();
    store.put(List.of(value("a", 1), value("b", 2)));
    try (LatestReader reader = store.reader()) {
      assertThat(stored(reader)).containsExactly("a=1", "b=2");
      server.kill();
      assertThatThrownBy(() -> store.put(List.of(value("b", 3)))).isInstanceOf(IOException.class);
      server.start();
      assertThat(link.awaitUp(SOON)).isTrue();
      store.put(IntStream.range(0, 3_000).mapToObj(i -> value("b", i)).toList());
      assertThat(stored(reader)).endsWith("b=2999").doesNotContain("a=1");
    }
  }

  @Test
  void readsAnotherStreamOfTheNameFromItsBeginning() throws Exception {
    String first = store.prepare();
    store.put(List.of(value("a", 1), value("b", 2), value("b", 3)));
    try (LatestReader reader = store.reader()) {
      assertThat(stored(reader)).containsExactly("a=1", "b=3");
      requireNonNull(link.connection()).jetStreamManagement().deleteStream("STATE");
      assertThat(store.prepare()).isNotEqualTo(first);
      store.put(List.of(value("c", 4)));
      List<String> read = new ArrayList<>();
      while (!read.contains("c=4")) {
        read.addAll(stored(reader));
      }
    }
  }

  @Test
  void refusesAStreamThatKeepsMessagesInAnotherWay() throws Exception {
    link.ensure(StreamSpec.created("STATE", Duration.ZERO, "some.state.>"));

    String want = "stream STATE: want max_msgs_per_subject 1, have -1";
    assertThatThrownBy(store::prepare).isInstanceOf(IOException.class).hasMessage(want);
    try (LatestReader reader = store.reader()) {
      assertThat(reader.next(SOON)).isEqualTo(new LatestItem.Lost(want));
    }
  }

  @Test
  void aReaderMakesNothing() throws Exception {
    try (LatestReader reader = store.reader()) {
      LatestItem.Lost lost = new LatestItem.Lost("stream STATE is missing; the processor makes it");
      assertThat(reader.next(SOON)).isEqualTo(lost);
      assertThat(reader.next(SOON)).isEqualTo(lost);
      store.prepare();
      store.put(List.of(value("a", 1)));
      assertThat(stored(reader)).endsWith("a=1");
    }
  }
}
