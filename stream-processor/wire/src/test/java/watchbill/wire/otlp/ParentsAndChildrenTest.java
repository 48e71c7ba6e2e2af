package watchbill.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import watchbill.core.Usage;

/// Of a call of a model and the spans around it that repeat its usage only one is priced.
class ParentsAndChildrenTest {
  private static final long T0 = 1_770_000_000_000L;
  private static final Resource APP = Proto.resource("service.name", "shop-agent");

  private static Span chat(long id, long parent, long from, long to, long in, long out) {
    return Proto.span(
        "chat gpt",
        id,
        parent,
        T0 + from,
        T0 + to,
        "gen_ai.operation.name",
        "chat",
        "gen_ai.provider.name",
        "openai",
        "gen_ai.request.model",
        "gpt",
        "gen_ai.usage.input_tokens",
        in,
        "gen_ai.usage.output_tokens",
        out);
  }

  private static Span agent(long id, long parent, long from, long to, long in, long out) {
    return Proto.span(
        "invoke_agent shop",
        id,
        parent,
        T0 + from,
        T0 + to,
        "gen_ai.operation.name",
        "invoke_agent",
        "gen_ai.provider.name",
        "openai",
        "gen_ai.request.model",
        "gpt",
        "gen_ai.usage.input_tokens",
        in,
        "gen_ai.usage.output_tokens",
        out);
  }

  private static Span http(long id, long parent, long from, long to) {
    return Proto.span("POST", id, parent, T0 + from, T0 + to, "http.request.method", "POST");
  }

  /// An agent that sums two calls, one of which a framework wraps once more.
  private static List<Span> tree() {
    return List.of(
        chat(4, 3, 10, 20, 100, 7),
        http(3, 2, 9, 21),
        chat(2, 1, 8, 22, 100, 7),
        chat(5, 1, 30, 40, 50, 3),
        agent(1, 0, 0, 50, 150, 10));
  }

  @Test
  void pricesTheInnermost() {
    Desk desk = new Desk();
    desk.traces(T0 + 60, Proto.traces(APP, tree().toArray(Span[]::new)));
    assertThat(desk.total()).isEqualTo(new Usage(150, 10, 0, 0, 0));
    assertThat(desk.responses()).isEqualTo(2);
  }

  @Test
  @Tag("property")
  void pricesOneOfThemInWhateverOrderAndPortions() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      List<Span> spans = new ArrayList<>(tree());
      Collections.shuffle(spans, random);
      Desk desk = new Desk();
      while (!spans.isEmpty()) {
        int portion = 1 + random.nextInt(spans.size());
        List<Span> some = spans.subList(0, portion);
        desk.traces(T0 + 60, Proto.traces(APP, some.toArray(Span[]::new)));
        if (random.nextInt(3) == 0) {
          desk.traces(T0 + 61, Proto.traces(APP, some.toArray(Span[]::new)));
        }
        some.clear();
        desk.restart();
      }
      assertThat(desk.total()).as("seed %d", seed).isEqualTo(new Usage(150, 10, 0, 0, 0));
    }
  }

  @Test
  void pricesAnAgentOfWhichNoCallIsTold() {
    Desk desk = new Desk();
    desk.traces(T0 + 60, Proto.traces(APP, http(3, 1, 9, 21), agent(1, 0, 0, 50, 150, 10)));
    assertThat(desk.total()).isEqualTo(new Usage(150, 10, 0, 0, 0));
  }

  @Test
  void countsSpansOnceBesideTheirMetrics() {
    Desk desk = new Desk();
    desk.metrics(
        T0 + 30,
        Proto.metrics(
            APP,
            Proto.histogram(
                "gen_ai.client.token.usage",
                true,
                Proto.distribution(
                    T0 - 9,
                    T0 + 30,
                    1,
                    100,
                    "gen_ai.token.type",
                    "input",
                    "gen_ai.request.model",
                    "gpt"))));
    desk.traces(T0 + 4_000, Proto.traces(APP, chat(2, 0, 8, 22, 100, 7)));
    desk.settle(T0 + 30_000);
    assertThat(desk.total()).isEqualTo(new Usage(100, 7, 0, 0, 0));
  }

  @Test
  void pricesBothOfTwoLikeSiblingsThatOverlap() {
    Desk desk = new Desk();
    desk.traces(T0 + 60, Proto.traces(APP, chat(5, 9, 10, 20, 100, 7), chat(6, 9, 0, 30, 100, 7)));
    desk.traces(T0 + 61, Proto.traces(APP, chat(7, 9, 5, 25, 100, 7), http(9, 0, 0, 40)));
    assertThat(desk.responses()).isEqualTo(3);
  }

  @Test
  void pricesBothOfTwoLikeSiblingsUnderSpansOfTheirOwn() {
    Desk desk = new Desk();
    desk.traces(
        T0 + 60,
        Proto.traces(
            APP,
            chat(5, 3, 10, 20, 100, 7),
            http(3, 9, 9, 21),
            chat(6, 4, 0, 30, 100, 7),
            http(4, 9, 0, 31)));
    assertThat(desk.responses()).isEqualTo(2);
  }

  @Test
  void remembersTheWayUpFromALeafThatComesLast() {
    Desk desk = new Desk();
    desk.traces(T0 + 10, Proto.traces(APP, http(2, 1, 0, 10)));
    desk.restart();
    desk.traces(T0 + 20, Proto.traces(APP, agent(1, 0, 0, 20, 100, 7)));
    desk.restart();
    desk.traces(T0 + 30, Proto.traces(APP, chat(3, 2, 0, 30, 100, 7)));
    assertThat(desk.responses()).isEqualTo(1);
  }

  /// 40 traces of deep chains under which all calls look alike.
  @Test
  @Timeout(10)
  void readsNoMoreSpansOfOneRequestThanItHasTimeFor() {
    List<Span> spans = new ArrayList<>();
    for (int trace = 0; trace < 40; trace++) {
      byte[] id = ("trace of deeps " + (char) ('A' + trace)).getBytes(StandardCharsets.US_ASCII);
      List<Span> one = new ArrayList<>();
      for (int i = 1; i < 256; i++) {
        one.add(http(i + 1, i, 0, 1_000));
      }
      for (int i = 0; i < 740; i++) {
        one.add(chat(1_000 + i, 256, 1_000 - i, 1_001 + i, 100, 7));
      }
      for (Span span : one) {
        spans.add(span.toBuilder().setTraceId(ByteString.copyFrom(id)).build());
      }
    }
    Desk desk = new Desk();
    desk.traces(T0 + 2_000, Proto.traces(APP, spans.toArray(Span[]::new)));
    assertThat(desk.refused).isEqualTo(Map.of(OtlpRefusal.TOO_MANY_ITEMS, 29_800L));
  }

  @Test
  void readsWhatWasCachedInTheNamesOfOlderInstrumentations() {
    Desk desk = new Desk();
    desk.traces(
        T0 + 60,
        Proto.traces(
            APP,
            Proto.span(
                "anthropic.chat",
                1,
                0,
                T0,
                T0 + 5,
                "gen_ai.usage.input_tokens",
                5_000,
                "gen_ai.usage.cache_read_input_tokens",
                4_000,
                "gen_ai.usage.cache_creation_input_tokens",
                300)));
    assertThat(desk.total()).isEqualTo(new Usage(700, 0, 4_000, 300, 0));
  }
}
