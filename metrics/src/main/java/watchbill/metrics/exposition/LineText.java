package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Labels;

/// How the lines of one family begin: its name, then the labels that say whose series it is, then
/// the other labels up to the blank before the value. The second part is the same for many
/// families, the third for many agents, so each text is kept once. Safe from any thread.
final class LineText<L extends Record & LabelSet> {
  private static final Set<String> OF_IDENTITY =
      Set.of(
          Label.TENANT.name(),
          Label.AGENT.name(),
          Label.ROLE.name(),
          Label.NAMESPACE.name(),
          Label.POD.name());

  private static final byte[] CLOSING = {'}', ' '};
  private static final byte[] BLANK = {' '};

  private final Labels<L> labels;
  private final int identity;
  private final byte[] opening;
  private final byte @Nullable [] onlyRest;

  LineText(Family<L> family) {
    labels = family.labels();
    int first = 0;
    while (first < labels.size() && OF_IDENTITY.contains(labels.name(first))) {
      first++;
    }
    identity = first;
    String brace = labels.size() > 0 ? "{" : "";
    opening = (family.name() + brace).getBytes(StandardCharsets.US_ASCII);
    onlyRest = identity < labels.size() ? null : only(closing());
  }

  /// What all lines begin with. Not to be changed.
  byte[] opening() {
    return opening;
  }

  /// The rest where it is the same in all lines; else null.
  byte @Nullable [] onlyRest() {
    return onlyRest;
  }

  /// The key of these labels, whose texts are shared from now on.
  SeriesKey key(L values) {
    var text = new ByteSink(192);
    writeIdentity(values, text);
    byte[] first = LabelPool.ALL.intern(text);
    text.reset();
    writeRest(values, text);
    return new SeriesKey(first, LabelPool.ALL.intern(text));
  }

  /// The key of these labels; null when no series has them.
  @Nullable SeriesKey knownKey(L values) {
    var text = new ByteSink(192);
    writeIdentity(values, text);
    byte[] first = LabelPool.ALL.known(text);
    text.reset();
    writeRest(values, text);
    byte[] second = LabelPool.ALL.known(text);
    return first == null || second == null ? null : new SeriesKey(first, second);
  }

  private void writeIdentity(L values, ByteSink out) {
    for (int i = 0; i < identity; i++) {
      write(i, values, out);
    }
  }

  private void writeRest(L values, ByteSink out) {
    for (int i = identity; i < labels.size(); i++) {
      write(i, values, out);
    }
    out.write(closing());
  }

  private static byte[] only(byte[] closing) {
    var text = new ByteSink(2);
    text.write(closing);
    return LabelPool.ALL.intern(text);
  }

  private byte[] closing() {
    return labels.size() > 0 ? CLOSING : BLANK;
  }

  private void write(int label, L values, ByteSink out) {
    if (label > 0) {
      out.write(',');
    }
    out.write(labels.name(label));
    out.write('=').write('"');
    LabelText.escape(LabelText.of(labels.value(label, values)), out);
    out.write('"');
  }
}
