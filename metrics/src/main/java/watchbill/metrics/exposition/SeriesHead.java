package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.LabelSet;

/// What stands before a sample's value: name, labels and a blank.
final class SeriesHead {
  private SeriesHead() {}

  static <L extends Record & LabelSet> byte[] of(Family<L> family, L values) {
    var out = new ByteSink(160);
    out.write(family.name());
    var labels = family.labels();
    for (int i = 0; i < labels.size(); i++) {
      out.write(i == 0 ? '{' : ',');
      out.write(labels.name(i).getBytes(StandardCharsets.US_ASCII));
      out.write('=').write('"');
      LabelText.escape(LabelText.of(labels.value(i, values)), out);
      out.write('"');
    }
    if (labels.size() > 0) {
      out.write('}');
    }
    out.write(' ');
    return out.toByteArray();
  }
}
