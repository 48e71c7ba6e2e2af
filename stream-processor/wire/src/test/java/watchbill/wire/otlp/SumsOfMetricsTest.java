package watchbill.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.core.Usage;

/// What sums amount to: how many pieces, whose, since when, and how much of them is kept.
class SumsOfMetricsTest {
  private static final long T0 = 1_770_000_000_000L;
  private static final Resource CLAUDE =
      Proto.resource("service.name", "claude-code", "agent.name", "a");
  private static final Resource APP = Proto.resource("service.name", "shop");
  private static final String TOKENS = "gen_ai.client.token.usage";
  private static final String COUNTERS = "gen_ai.client.inference.usage.";

  private static Metric claude(
      boolean cumulative, String session, long startMillis, long atMillis, long input) {
    return Proto.sum(
        "claude_code.token.usage",
        cumulative,
        Proto.point(
            startMillis,
            atMillis,
            (double) input,
            "session.id",
            session,
            "model",
            "sonnet",
            "type",
            "input"));
  }

  private static LogRecord event(long atMillis, String request, long input) {
    return Proto.event(
        "claude_code.api_request",
        atMillis,
        "session.id",
        "s",
        "model",
        "sonnet",
        "input_tokens",
        input,
        "request_id",
        request);
  }

  private static Metric counter(String name, long start, long at, long value, Object... more) {
    return Proto.sum(COUNTERS + name, true, Proto.point(start, at, (double) value, more));
  }

  private static byte[] flood(String session, int points, double each) {
    List<NumberDataPoint> all = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      all.add(
          Proto.point(T0 - 1, T0, each, "session.id", session, "model", "m" + i, "type", "input"));
    }
    return Proto.metrics(
        CLAUDE, Proto.sum("claude_code.token.usage", true, all.toArray(NumberDataPoint[]::new)));
  }

  @Test
  void tellsManyLargeSumsInSmallPortions() {
    Desk desk = new Desk();
    var taken = desk.metrics(T0, flood("s", 100, 1e8));
    assertThat(taken.work()).as("what is held is charged").isEqualTo(3_200);
    desk.settle(T0 + 16_000);
    assertThat(desk.total().input()).isEqualTo(100 * 100_000_000L);
    assertThat(desk.responses()).isEqualTo(3_200);
    assertThat(desk.largestPortion).isLessThan(200);
  }

  @Test
  void tellsNoMoreAtOnceWhenMetricsAlreadyCount() {
    Desk desk = new Desk();
    desk.metrics(T0 - 30_000, Proto.metrics(CLAUDE, claude(false, "s", T0 - 60_000, T0, 5)));
    desk.settle(T0 - 10_000);
    assertThat(desk.metrics(T0, flood("s", 900, 1e8)).events()).hasSizeLessThan(2_100);
    desk.settle(T0);
    assertThat(desk.total().input()).isEqualTo(5 + 900 * 100_000_000L);
  }

  @Test
  void believesNoSumThatNobodySpends() {
    Desk desk = new Desk();
    desk.metrics(T0, Proto.metrics(CLAUDE, claude(true, "s", T0 - 1, T0, 20_000_000_000L)));
    desk.metrics(
        T0 + 60_000,
        Proto.metrics(CLAUDE, claude(true, "s", T0 - 1, T0 + 60_000, 20_000_000_007L)));
    desk.settle(T0 + 90_000);
    assertThat(desk.refused).containsEntry(OtlpRefusal.BAD_COUNT, 1L);
    assertThat(desk.total().input()).isEqualTo(7);
  }

  @Test
  void makesNoPieceWithoutOutput() {
    assertThat(SpendPieces.of(new Usage(1_000_000, 3, 0, 0, 0), 5_000)).isEqualTo(3);
    assertThat(SpendPieces.of(new Usage(1_000_000, 0, 0, 0, 0), 0)).isEqualTo(10);
    assertThat(SpendPieces.of(new Usage(1_000_000_000, 500, 0, 0, 0), 0)).isEqualTo(32);
  }

  private static HistogramDataPoint histogram(String type, long at, long count, long sum) {
    return Proto.distribution(
        T0 - 1, at, count, (double) sum, "gen_ai.token.type", type, "gen_ai.request.model", "gpt");
  }

  @Test
  void countsTheResponsesSinceTheLastPoint() {
    Desk desk = new Desk();
    for (int i = 0; i < 3; i++) {
      long at = T0 + i * 60_000L;
      desk.metrics(
          at,
          Proto.metrics(
              APP,
              Proto.histogram(
                  TOKENS,
                  true,
                  histogram("input", at, 20 + i, 20_000 + i * 1_000L),
                  histogram("output", at, 20 + i, 2_000 + i * 100L))));
      desk.settle(at + 20_000);
    }
    assertThat(desk.total()).isEqualTo(new Usage(22_000, 2_200, 0, 0, 0));
    assertThat(desk.responses()).isEqualTo(22);
  }

  @Test
  void keepsTwoAgentsOfOneRequestApart() {
    Object[] same = {"gen_ai.request.model", "gpt"};
    byte[] one = Proto.metrics(APP, counter("input_tokens", T0 - 9, T0, 1_000, same));
    byte[] two =
        Proto.metrics(
            Proto.resource("service.name", "search"),
            counter("input_tokens", T0 - 9, T0, 5_000, same));
    byte[] three =
        Proto.metrics(
            Proto.resource("service.name", "search", "service.namespace", "eu"),
            counter("input_tokens", T0 - 9, T0, 300, same));
    byte[] all = new byte[one.length + two.length + three.length];
    System.arraycopy(one, 0, all, 0, one.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    System.arraycopy(three, 0, all, one.length + two.length, three.length);
    Desk desk = new Desk();
    desk.metrics(T0, all);
    desk.settle(T0 + 20_000);
    assertThat(desk.total().input()).isEqualTo(6_300);
    assertThat(desk.lines()).contains("acme/shop ", "acme/search ", "input=1000", "input=5000");
  }

  @Test
  void forgetsTheCounterHeardLongestAgo() {
    Desk desk = new Desk();
    for (int i = 0; i < 1_200; i++) {
      long at = T0 + i * 30_000L;
      desk.metrics(
          at,
          Proto.metrics(
              APP,
              counter("input_tokens", at - 9, at, 10, "gen_ai.request.model", "gpt"),
              counter("output_tokens", T0 - 9, at, 10 + i, "gen_ai.request.model", "gpt")));
      desk.settle(at + 20_000);
    }
    assertThat(desk.refused).isEmpty();
    assertThat(desk.total()).isEqualTo(new Usage(12_000, 1_209, 0, 0, 0));
  }

  @Test
  void billsNothingAgainThatWasToldBeforeALongSilence() {
    Desk desk = new Desk();
    desk.logs(T0, Proto.logs(CLAUDE, event(T0, "r1", 1_000)));
    desk.metrics(T0 + 20_000, Proto.metrics(CLAUDE, claude(true, "s", T0 - 9, T0 + 20_000, 1_000)));
    desk.logs(T0 + 40_000, Proto.logs(CLAUDE, event(T0 + 40_000, "r2", 500_000)));
    long later = T0 + 8 * 3_600_000L;
    desk.metrics(later, Proto.metrics(CLAUDE, claude(true, "s", T0 - 9, later, 501_000)));
    desk.settle(later + 20_000);
    assertThat(desk.total().input()).isEqualTo(501_000);
    desk.metrics(
        later + 60_000, Proto.metrics(CLAUDE, claude(true, "s", T0 - 9, later + 60_000, 501_700)));
    desk.settle(later + 80_000);
    assertThat(desk.total().input()).isEqualTo(501_700);
  }

  @Test
  void goesOnWithMetricsAfterALongSilence() {
    Desk desk = new Desk();
    desk.metrics(T0, Proto.metrics(CLAUDE, claude(true, "s", T0 - 9, T0, 1_000)));
    desk.settle(T0 + 20_000);
    long later = T0 + 8 * 3_600_000L;
    desk.metrics(later, Proto.metrics(CLAUDE, claude(true, "s", T0 - 9, later, 1_500)));
    desk.settle(later + 20_000);
    assertThat(desk.total().input()).isEqualTo(1_500);
  }

  @Test
  void letsOnlySoManySumsOfATenantWait() {
    Desk desk = new Desk();
    for (int i = 0; i < 12; i++) {
      desk.metrics(T0, flood("s" + i, 900, 1));
    }
    assertThat(desk.refused).isEqualTo(Map.of(OtlpRefusal.TOO_MANY_STREAMS, 800L));
    desk.settle(T0 + 20_000);
    desk.metrics(T0 + 30_000, flood("new", 900, 1));
    desk.settle(T0 + 60_000);
    assertThat(desk.total().input()).isEqualTo(10_900);
  }

  @Test
  void takesTheModalitiesOfOneResponseTogether() {
    Desk desk = new Desk();
    Object[] text = {"gen_ai.request.model", "gpt", "gen_ai.token.modality", "text"};
    Object[] image = {"gen_ai.request.model", "gpt", "gen_ai.token.modality", "image"};
    desk.metrics(
        T0,
        Proto.metrics(
            APP,
            counter("input_tokens", T0 - 9, T0, 8_000, text),
            counter("input_tokens", T0 - 9, T0, 2_000, image),
            counter("cache_read.input_tokens", T0 - 9, T0, 9_000, "gen_ai.request.model", "gpt")));
    desk.settle(T0 + 20_000);
    assertThat(desk.total()).isEqualTo(new Usage(1_000, 0, 9_000, 0, 0));
  }

  @Test
  void countsOneOfTheGenerationsOfTheConvention() {
    Desk desk = new Desk();
    desk.metrics(
        T0,
        Proto.metrics(
            APP,
            counter("input_tokens", T0 - 9, T0, 10_000, "gen_ai.request.model", "gpt"),
            counter("detailed.input_tokens", T0 - 9, T0, 10_000, "gen_ai.request.model", "gpt"),
            Proto.histogram(TOKENS, true, histogram("input", T0, 1, 10_000)),
            Proto.histogram(
                "gen_ai.client.inference.operation.input_tokens",
                true,
                histogram("", T0, 1, 10_000))));
    desk.settle(T0 + 20_000);
    assertThat(desk.total().input()).isEqualTo(10_000);
  }

  @Test
  void readsTheHistogramsOfOperations() {
    Desk desk = new Desk();
    desk.metrics(
        T0,
        Proto.metrics(
            APP,
            Proto.histogram(
                "gen_ai.client.inference.operation.input_tokens",
                true,
                histogram("", T0, 2, 10_000)),
            Proto.histogram(
                "gen_ai.client.inference.operation.output_tokens",
                true,
                histogram("", T0, 2, 700))));
    desk.settle(T0 + 20_000);
    assertThat(desk.total()).isEqualTo(new Usage(10_000, 700, 0, 0, 0));
    assertThat(desk.responses()).isEqualTo(2);
  }
}
