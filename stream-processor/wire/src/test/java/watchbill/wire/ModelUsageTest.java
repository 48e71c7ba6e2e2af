package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.Usage;

class ModelUsageTest {
  @ParameterizedTest(name = "{0}: {1} in, {2} out, {3} read, {4} written, {5} for 1h")
  @CsvSource({
    // convention, reported by the provider, our disjoint classes
    "inclusive, 100, 7, 60, 30, 10,   10, 7, 60, 20, 10",
    "exclusive, 100, 7, 60, 30, 10,  100, 7, 60, 20, 10",
    "         , 100, 7, 60, 30, 10,   10, 7, 60, 20, 10",
    "inclusive, 100, 7,   ,   ,   ,  100, 7,  0,  0,  0",
    "exclusive,   3, 9,  5,   , 19,    3, 9,  5,  0, 19",
    "exclusive,    ,  ,   ,   ,   ,    0, 0,  0,  0,  0",
  })
  void splitsWhatWasReportedIntoDisjointClasses(
      String convention,
      Long input,
      Long output,
      Long read,
      Long written,
      Long written1h,
      long ourInput,
      long ourOutput,
      long ourRead,
      long ours5m,
      long ours1h) {
    String data =
        ("{\"usage_convention\":%s,\"gen_ai.usage.input_tokens\":%s,"
                + "\"gen_ai.usage.output_tokens\":%s,\"gen_ai.usage.cache_read.input_tokens\":%s,"
                + "\"gen_ai.usage.cache_creation.input_tokens\":%s,"
                + "\"usage.cache_creation_1h.input_tokens\":%s}")
            .formatted(
                convention == null ? "null" : '"' + convention + '"',
                input,
                output,
                read,
                written,
                written1h);

    ModelAnswered answered =
        (ModelAnswered) Events.accepted(Events.event("agent.model.finished", data));

    assertThat(answered.usage()).isEqualTo(new Usage(ourInput, ourOutput, ourRead, ours5m, ours1h));
  }
}
