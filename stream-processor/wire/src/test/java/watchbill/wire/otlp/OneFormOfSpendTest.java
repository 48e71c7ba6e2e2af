package watchbill.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.core.Usage;

/// The same spend, sent as event, as span and as metric, is one spend.
class OneFormOfSpendTest {
  private static final long T0 = 1_770_000_000_000L;
  private static final Resource CLAUDE =
      Proto.resource("service.name", "claude-code", "host.arch", "amd64");
  private static final Usage ONE = new Usage(10, 500, 20_000, 300, 0);

  private static LogRecord request(int number, String session) {
    return Proto.event(
        "claude_code.api_request",
        T0 + number * 1_000L,
        "event.name",
        "api_request",
        "session.id",
        session,
        "model",
        "sonnet",
        "input_tokens",
        "10",
        "output_tokens",
        "500",
        "cache_read_tokens",
        20_000,
        "cache_creation_tokens",
        300L,
        "request_id",
        "req_" + session + number);
  }

  private static Span span(int number, String session) {
    return Proto.span(
        "claude_code.llm_request",
        number + 100,
        1,
        T0 + number * 1_000L - 700,
        T0 + number * 1_000L + 3,
        "session.id",
        session,
        "model",
        "sonnet",
        "input_tokens",
        10,
        "output_tokens",
        500,
        "cache_read_tokens",
        20_000,
        "cache_creation_tokens",
        300);
  }

  /// The metric of so many such requests.
  private static Metric tokens(
      String session, boolean cumulative, long startMillis, long atMillis, long requests) {
    String[] types = {"input", "output", "cacheRead", "cacheCreation"};
    long[] each = {10, 500, 20_000, 300};
    List<NumberDataPoint> points = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      points.add(
          Proto.point(
              startMillis,
              atMillis,
              (double) each[i] * requests,
              "session.id",
              session,
              "model",
              "sonnet",
              "type",
              types[i]));
    }
    return Proto.sum("claude_code.token.usage", cumulative, points.toArray(NumberDataPoint[]::new));
  }

  private static Usage times(long count) {
    return new Usage(
        ONE.input() * count,
        ONE.output() * count,
        ONE.cacheRead() * count,
        ONE.cacheWrite5m() * count,
        0);
  }

  /// Ten requests in every form, the requests of the three forms in an order of chance, each sent
  /// up to twice, while the receiver is begun anew.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("property")
  void isOneBillInWhateverOrder(boolean cumulative) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Desk desk = new Desk();
      List<Consumer<Long>> sent = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        LogRecord log = request(i, "s");
        Span span = span(i, "s");
        sent.add(now -> desk.logs(now, Proto.logs(CLAUDE, log)));
        sent.add(now -> desk.traces(now, Proto.traces(CLAUDE, span)));
      }
      if (cumulative) {
        sent.add(
            now -> desk.metrics(now, Proto.metrics(CLAUDE, tokens("s", true, T0, T0 + 5_000, 5))));
        sent.add(now ->
            desk.metrics(now, Proto.metrics(CLAUDE, tokens("s", true, T0, T0 + 10_000, 10))));
      } else {
        sent.add(
            now -> desk.metrics(now, Proto.metrics(CLAUDE, tokens("s", false, T0, T0 + 5_000, 5))));
        sent.add(now ->
            desk.metrics(
                now, Proto.metrics(CLAUDE, tokens("s", false, T0 + 5_000, T0 + 10_000, 5))));
      }
      List<Consumer<Long>> all = new ArrayList<>(sent);
      sent.forEach(one -> {
        if (random.nextInt(4) == 0) {
          all.add(one);
        }
      });
      Collections.shuffle(all, random);
      long now = T0 + 20_000;
      for (Consumer<Long> one : all) {
        one.accept(now);
        now += random.nextInt(400);
        if (random.nextInt(5) == 0) {
          desk.restart();
        }
        desk.settle(now);
      }
      desk.settle(now + 60_000);
      assertThat(desk.total()).as("seed %d", seed).isEqualTo(times(10));
      assertThat(desk.responses()).as("seed %d", seed).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isOneTotalOfMetricsAlone(boolean cumulative) {
    Desk desk = new Desk();
    for (int minute = 1; minute <= 30; minute++) {
      long at = T0 + minute * 60_000L;
      Metric metric =
          cumulative
              ? tokens("s", true, T0, at, 7L * minute)
              : tokens("s", false, at - 60_000, at, 7);
      desk.metrics(at, Proto.metrics(CLAUDE, metric));
      if (minute % 3 == 0) {
        desk.restart();
        desk.metrics(at + 500, Proto.metrics(CLAUDE, metric));
      }
      desk.settle(at + 16_000);
    }
    assertThat(desk.total()).isEqualTo(times(210));
    assertThat(desk.dollars()).isEqualTo("3.07755");
  }

  @Test
  void pricesNoSumAsOneLargePrompt() {
    Desk desk = new Desk();
    desk.metrics(T0 + 60_000, Proto.metrics(CLAUDE, tokens("s", false, T0, T0 + 60_000, 100)));
    desk.settle(T0 + 80_000);
    assertThat(desk.total()).isEqualTo(times(100));
    assertThat(desk.dollars()).isEqualTo("1.4655");
  }

  @Test
  void takesANewStartForANewProcess() {
    Desk desk = new Desk();
    desk.metrics(T0, Proto.metrics(CLAUDE, tokens("s", true, T0 - 5, T0, 3)));
    desk.settle(T0 + 20_000);
    desk.metrics(
        T0 + 60_000, Proto.metrics(CLAUDE, tokens("s", true, T0 + 30_000, T0 + 60_000, 2)));
    desk.metrics(
        T0 + 120_000, Proto.metrics(CLAUDE, tokens("s", true, T0 + 30_000, T0 + 120_000, 6)));
    assertThat(desk.total()).isEqualTo(times(9));
  }

  @Test
  void keepsTwoProcessesOfOneSessionApart() {
    Desk desk = new Desk();
    for (int minute = 1; minute <= 5; minute++) {
      long at = T0 + minute * 60_000L;
      desk.metrics(at, Proto.metrics(CLAUDE, tokens("s", true, T0, at, 10L * minute)));
      desk.metrics(at + 100, Proto.metrics(CLAUDE, tokens("s", true, T0 + 77, at + 100, minute)));
      desk.settle(at + 20_000);
    }
    assertThat(desk.total()).isEqualTo(times(55));
  }

  @Test
  void takesAFallWithoutAStartForANewBeginning() {
    Desk desk = new Desk();
    long[] values = {3, 5, 1, 4};
    for (int i = 0; i < values.length; i++) {
      long at = T0 + i * 60_000L;
      desk.metrics(at, Proto.metrics(CLAUDE, tokens("s", true, 0, at, values[i])));
      desk.settle(at + 20_000);
    }
    assertThat(desk.total()).isEqualTo(times(9));
  }

  @Test
  void countsMetricsWithoutASessionNotBesideEventsWithOne() {
    Desk desk = new Desk();
    Metric sum =
        Proto.sum(
            "claude_code.token.usage",
            false,
            Proto.point(T0, T0 + 60_000, 1_000, "model", "sonnet", "type", "output"));
    desk.metrics(T0 + 60_000, Proto.metrics(CLAUDE, sum));
    desk.logs(T0 + 62_000, Proto.logs(CLAUDE, request(55, "s")));
    desk.settle(T0 + 90_000);
    assertThat(desk.total()).isEqualTo(times(1));
  }

  @Test
  void countsEachSessionInItsOwnForm() {
    Desk desk = new Desk();
    desk.logs(T0 + 3_000, Proto.logs(CLAUDE, request(1, "told")));
    desk.metrics(
        T0 + 60_000,
        Proto.metrics(
            CLAUDE,
            tokens("told", false, T0, T0 + 60_000, 1),
            tokens("measured", false, T0, T0 + 60_000, 2)));
    desk.settle(T0 + 80_000);
    assertThat(desk.total()).isEqualTo(times(3));
  }

  @Test
  void letsAFormThatFellSilentGiveUpItsPlace() {
    Desk desk = new Desk();
    desk.metrics(T0 + 60_000, Proto.metrics(CLAUDE, tokens("s", false, T0, T0 + 60_000, 2)));
    desk.settle(T0 + 80_000);
    desk.logs(T0 + 90_000, Proto.logs(CLAUDE, request(80, "s")));
    assertThat(desk.total()).isEqualTo(times(2));
    desk.logs(T0 + 7_200_000, Proto.logs(CLAUDE, request(7_190, "s")));
    assertThat(desk.total()).isEqualTo(times(3));
  }

  @Test
  void countsOneAnswerOfGeminiOnceThoughItTellsItThreeTimes() {
    Desk desk = new Desk();
    Resource gemini = Proto.resource("service.name", "gemini-cli");
    LogRecord own =
        Proto.event(
            "API response",
            T0,
            "event.name",
            "gemini_cli.api_response",
            "session.id",
            "g",
            "model",
            "gemini-2.5-pro",
            "input_token_count",
            12_000,
            "cached_content_token_count",
            8_000,
            "output_token_count",
            350,
            "thoughts_token_count",
            420);
    LogRecord convention =
        Proto.event(
            "details",
            T0,
            "event.name",
            "gen_ai.client.inference.operation.details",
            "session.id",
            "g",
            "gen_ai.response.model",
            "gemini-2.5-pro",
            "gen_ai.usage.input_tokens",
            12_000,
            "gen_ai.usage.output_tokens",
            350);
    desk.metrics(
        T0 + 1_000,
        Proto.metrics(
            gemini,
            Proto.sum(
                "gemini_cli.token.usage",
                true,
                Proto.point(
                    T0 - 9, T0 + 900, 12_000, "session.id", "g", "model", "m", "type", "input"),
                Proto.point(
                    T0 - 9, T0 + 900, 8_000, "session.id", "g", "model", "m", "type", "cache"))));
    desk.logs(T0 + 2_000, Proto.logs(gemini, own, convention));
    desk.settle(T0 + 60_000);
    assertThat(desk.total()).isEqualTo(new Usage(4_000, 770, 8_000, 0, 0));
    assertThat(desk.responses()).isEqualTo(1);
  }

  @Test
  void keepsLittle() {
    Desk desk = new Desk();
    for (int i = 0; i < 2_000; i++) {
      desk.logs(T0 + i * 1_000L, Proto.logs(CLAUDE, request(i, "s" + i % 20)));
    }
    assertThat(desk.rememberedBytes()).isLessThan(10_000);
  }
}
