package watchbill.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import watchbill.core.Evidence;
import watchbill.core.Evidence.CallPrint;
import watchbill.core.RuleKind;
import watchbill.core.StuckCause;

/// What a verdict says, with all that it rests on, as keys of `data`.
final class VerdictData {
  private VerdictData() {}

  static void write(StuckCause cause, long progressAtMillis, Evidence evidence, JsonGenerator json)
      throws IOException {
    json.writeStringField("cause", Words.word(cause));
    json.writeStringField("progress_at", Rfc3339.text(progressAtMillis));
    json.writeStringField("suggested_action", Words.word(cause.remedy()));
    json.writeStringField("evidence", evidence.text());
    json.writeArrayFieldStart("rules");
    for (RuleKind rule : evidence.rules()) {
      json.writeString(Words.word(rule));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("calls");
    for (CallPrint call : evidence.calls()) {
      call(call, json);
    }
    json.writeEndArray();
    json.writeNumberField("tokens_since_progress", evidence.tokensSinceProgress());
    json.writeNumberField("pico_usd_since_progress", evidence.picoUsdSinceProgress());
    if (!evidence.cluster().isEmpty()) {
      json.writeStringField("cluster", evidence.cluster());
    }
  }

  private static void call(CallPrint call, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("tool", call.tool());
    print("args", call.args(), json);
    print("result", call.result(), json);
    json.writeStringField("outcome", Words.word(call.outcome()));
    json.writeEndObject();
  }

  private static void print(String key, long print, JsonGenerator json) throws IOException {
    if (print != 0) {
      json.writeStringField(key, HexFormat.of().toHexDigits(print));
    }
  }
}
