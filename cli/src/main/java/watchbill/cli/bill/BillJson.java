package watchbill.cli.bill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import watchbill.wire.Rfc3339;

/// Writes a bill for programs: one JSON object (`docs/bill.md`). Dollars are decimals without loss.
public final class BillJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

  private final PrintWriter out;
  private final int top;

  /// A writer of at most `top` lines a section; what is left out is summed up in `left_out`.
  public BillJson(PrintWriter out, int top) {
    this.out = out;
    this.top = top;
  }

  /// Writes one bill and a line feed; flushes, and closes nothing.
  public void write(Bill bill) {
    try {
      JsonGenerator json = JSON.createGenerator(out);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(LINES));
      write(bill, json);
      json.close();
      out.println();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing a bill", e);
    }
  }

  private void write(Bill bill, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (!bill.isEmpty()) {
      json.writeStringField("from", Rfc3339.text(bill.fromMillis()));
      json.writeStringField("to", Rfc3339.text(bill.toMillis()));
    }
    json.writeNumberField("usd", dollars(bill.picoUsd()));
    json.writeNumberField("responses", bill.responses());
    json.writeNumberField("tokens", bill.tokens());
    json.writeNumberField("unpriced_tokens", bill.unpricedTokens());
    json.writeNumberField("stale_responses", bill.staleResponses());
    for (Section section : bill.sections()) {
      json.writeArrayFieldStart(section.name());
      for (Line line : section.first(top)) {
        json.writeStartObject();
        writeNames(section.names(), line.names(), json);
        writeNumbers(section, line, json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("left_out");
    for (Section section : bill.sections()) {
      List<Line> rest = section.after(top);
      if (!rest.isEmpty()) {
        json.writeObjectFieldStart(section.name());
        json.writeNumberField("lines", rest.size());
        writeNumbers(section, section.sum(rest), json);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeNames(List<String> names, List<String> values, JsonGenerator json)
      throws IOException {
    for (int i = 0; i < names.size(); i++) {
      json.writeStringField(names.get(i), values.get(i));
    }
  }

  private static void writeNumbers(Section section, Line line, JsonGenerator json)
      throws IOException {
    for (int i = 0; i < section.counts().size(); i++) {
      json.writeNumberField(section.counts().get(i).name(), line.counts().get(i));
    }
    for (int i = 0; i < section.amounts().size(); i++) {
      json.writeNumberField(section.amounts().get(i).name(), dollars(line.amounts().get(i)));
    }
  }

  private static BigDecimal dollars(BigInteger picoUsd) {
    BigDecimal dollars = Dollars.exact(picoUsd).stripTrailingZeros();
    return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
  }
}
