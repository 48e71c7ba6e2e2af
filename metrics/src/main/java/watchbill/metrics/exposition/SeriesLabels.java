package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Labels;

/// The labels of one series as bytes, for each format made once. Safe from any thread.
final class SeriesLabels<L extends Record & LabelSet> {
  private final Labels<L> labels;
  private final L values;
  private volatile byte @Nullable [] fields;

  SeriesLabels(Labels<L> labels, L values) {
    this.labels = labels;
    this.values = values;
  }

  /// What stands before a sample's value in a line: its name, the labels and a blank.
  byte[] head(String name) {
    var out = new ByteSink(160);
    out.write(open(name));
    if (labels.size() > 0) {
      out.write('}');
    }
    out.write(' ');
    return out.toByteArray();
  }

  /// The name and the labels, ready for one more label, which closes them.
  byte[] headOfMore(String name) {
    var out = new ByteSink(160);
    out.write(open(name));
    out.write(labels.size() > 0 ? ',' : '{');
    return out.toByteArray();
  }

  /// The labels in protobuf; made when they are first asked for.
  byte[] fields() {
    byte[] made = fields;
    if (made == null) {
      var out = new ByteSink(160);
      var message = new FamilyMessage(out, FamilyMessage.Type.UNTYPED);
      for (int i = 0; i < labels.size(); i++) {
        message.label(labels.name(i), LabelText.of(labels.value(i, values)));
      }
      made = out.toByteArray();
      fields = made;
    }
    return made;
  }

  private byte[] open(String name) {
    var out = new ByteSink(160);
    out.write(name);
    for (int i = 0; i < labels.size(); i++) {
      out.write(i == 0 ? '{' : ',');
      out.write(labels.name(i).getBytes(StandardCharsets.US_ASCII));
      out.write('=').write('"');
      LabelText.escape(LabelText.of(labels.value(i, values)), out);
      out.write('"');
    }
    return out.toByteArray();
  }
}
