package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Tag;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;

@Tag("property")
final class LabelSurvivalTest {
  @Property
  void anyValueSurvivesEscapeAndParse(
      @ForAll("texts") String tenant,
      @ForAll("texts") String agent,
      @ForAll("texts") String role,
      @ForAll double value) {
    var table = new SeriesTable<>(ActivityFamilies.ACTIVE_SESSIONS);
    table.series(new AgentLabels(tenant, agent, role)).set(value);
    for (Format format : List.of(Format.TEXT, Format.OPEN_METRICS)) {
      var out = new ByteSink(0);
      new Page(List.of(table)).writeTo(format, out);
      assertThat(Scrape.parse(out.toString()))
          .containsExactly(
              new Scrape.Sample(
                  "agent_active_sessions",
                  Map.of(
                      "tenant", LabelText.of(tenant),
                      "agent", LabelText.of(agent),
                      "role", LabelText.of(role)),
                  value == 0 ? 0 : value));
    }
  }

  @Property
  void aValueThatFitsAndIsValidIsNotChanged(@ForAll("texts") String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    boolean valid = new String(utf8, StandardCharsets.UTF_8).equals(text);
    String written = LabelText.of(text);
    assertThat(written.equals(text)).isEqualTo(valid && utf8.length <= LabelText.MAX_BYTES);
    assertThat(written.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(LabelText.MAX_BYTES);
    assertThat(LabelText.of(written)).isEqualTo(written);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Character> any = Arbitraries.chars().all();
    Arbitrary<Character> awkward =
        Arbitraries.of(
            '"', '\\', '\n', '\r', '\0', '{', '}', ',', '=', ' ', '#', '\ud83d', '\ude00');
    Arbitrary<String> chars =
        Arbitraries.frequencyOf(
            Tuple.of(2, any.map(String::valueOf)),
            Tuple.of(2, awkward.map(String::valueOf)),
            Tuple.of(1, Arbitraries.just("😀")),
            Tuple.of(2, Arbitraries.chars().alpha().map(String::valueOf)));
    return chars.list().ofMaxSize(300).map(list -> String.join("", list));
  }
}
