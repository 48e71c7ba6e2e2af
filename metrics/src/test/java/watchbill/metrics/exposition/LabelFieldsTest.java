package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;

@Tag("property")
final class LabelFieldsTest {
  @Property
  void givesProtobufTheLabelsThatTheTextHas(@ForAll("texts") List<String> texts) {
    StateLabels labels = new StateLabels(texts.get(0), texts.get(1), texts.get(2), texts.get(3));
    SeriesTable<StateLabels> table = new SeriesTable<>(ActivityFamilies.STATE);
    table.series(labels).set(7);
    ByteSink out = new ByteSink(0);
    table.writeTo(Format.PROTOBUF, out);

    ByteSink wanted = new ByteSink(0);
    FamilyMessage family =
        new FamilyMessage(
            wanted,
            ActivityFamilies.STATE.name(),
            ActivityFamilies.STATE.help(),
            FamilyMessage.Type.GAUGE);
    family.begin();
    family.label("tenant", LabelText.of(texts.get(0)));
    family.label("agent", LabelText.of(texts.get(1)));
    family.label("role", LabelText.of(texts.get(2)));
    family.label("state", LabelText.of(texts.get(3)));
    family.number(7);
    family.end();
    family.close();
    assertThat(out.toByteArray()).isEqualTo(wanted.toByteArray());
  }

  @Property
  void readsWhatWasEscaped(@ForAll("text") String text) {
    ByteSink line = new ByteSink(0);
    line.write(",a=\"");
    LabelText.escape(text, line);
    line.write("\"} ");
    ByteSink out = new ByteSink(0);
    LabelFields.write(line.toByteArray(), new FamilyMessage(out, FamilyMessage.Type.GAUGE));
    ByteSink wanted = new ByteSink(0);
    new FamilyMessage(wanted, FamilyMessage.Type.GAUGE)
        .label("a", new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    assertThat(out.toByteArray()).isEqualTo(wanted.toByteArray());
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return text().list().ofSize(4);
  }

  @Provide
  Arbitrary<String> text() {
    Arbitrary<String> awkward =
        Arbitraries.of("\"", "\\", "\n", "}", " ", ",", "=", "{", "n", "é", "😀");
    return awkward.list().ofMaxSize(12).map(parts -> String.join("", parts));
  }
}
