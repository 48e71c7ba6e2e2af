package watchbill.cli.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.wire.Rfc3339;

/// A picture for programs: one JSON object (`docs/explain.md`).
final class TimelineJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final Picture picture;
  private final long nowMillis;
  private final long fromMillis;

  /// @param fromMillis entries that ended before are left out
  TimelineJson(Picture picture, long nowMillis, long fromMillis) {
    this.picture = picture;
    this.nowMillis = nowMillis;
    this.fromMillis = fromMillis;
  }

  /// The object and a line feed, in UTF-8.
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("tenant", picture.agent().tenant());
      json.writeStringField("agent", picture.agent().agent());
      json.writeStringField("role", picture.role());
      if (!picture.parent().isEmpty()) {
        json.writeStringField("parent", picture.parent());
      }
      json.writeStringField("at", Rfc3339.text(nowMillis));
      if (picture.knownSinceMillis() > 0) {
        json.writeStringField("kept_since", Rfc3339.text(picture.knownSinceMillis()));
      }
      json.writeNumberField("dropped", picture.dropped());
      if (picture.activity() != null) {
        json.writeStringField("state", Words.key(picture.activity()));
        json.writeStringField("since", Rfc3339.text(picture.activitySinceMillis()));
        json.writeBooleanField("since_before", picture.activityRemembered());
      }
      verdict(json);
      incident(json);
      spend(json);
      json.writeArrayFieldStart("timeline");
      Entry.Call before = null;
      for (Entry entry : picture.entries()) {
        boolean inFlight = entry instanceof Entry.Call call && picture.isInFlight(call);
        if (inFlight || entry.endedMillis() >= fromMillis) {
          entry(entry, Row.of(entry, before, inFlight, nowMillis), inFlight, json);
        }
        before = entry instanceof Entry.Call call ? call : before;
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing a timeline into memory", e);
    }
    return bytes.toByteArray();
  }

  private void verdict(JsonGenerator json) throws IOException {
    Charge charge = picture.charge();
    if (charge == null) {
      return;
    }
    json.writeObjectFieldStart("verdict");
    json.writeBooleanField("stuck", charge.stuck());
    json.writeStringField("since", Rfc3339.text(charge.sinceMillis()));
    json.writeBooleanField("since_before", charge.remembered());
    charge(charge.cause(), charge.evidence(), json);
    json.writeEndObject();
  }

  private void incident(JsonGenerator json) throws IOException {
    Signal.IncidentBegan incident = picture.incident();
    if (incident == null) {
      return;
    }
    json.writeObjectFieldStart("incident");
    json.writeStringField("cause", Words.key(incident.cause()));
    json.writeStringField("since", Rfc3339.text(incident.atMillis()));
    json.writeNumberField("silent", incident.silent());
    json.writeNumberField("at_work", incident.atWork());
    json.writeEndObject();
  }

  private void spend(JsonGenerator json) throws IOException {
    if (picture.progressAtMillis() > 0) {
      json.writeStringField("progress_at", Rfc3339.text(picture.progressAtMillis()));
    }
    json.writeNumberField("tokens_since_progress", picture.tokensSinceProgress());
    json.writeNumberField("usd_since_progress", Words.exactDollars(picture.picoUsdSinceProgress()));
    json.writeNumberField("tokens_today", picture.standing().day().tokens());
    json.writeNumberField("usd_today", Words.exactDollars(picture.standing().day().picoUsd()));
  }

  private static void entry(Entry entry, Row row, boolean inFlight, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("at", Rfc3339.text(entry.atMillis()));
    json.writeStringField("kind", row.kind());
    json.writeStringField("text", row.text());
    switch (entry) {
      case Entry.Call call -> call(call, inFlight, json);
      case Entry.Spent spent -> spent(spent, json);
      case Entry.Meant meant -> {
        if (meant.signal() instanceof Signal.AgentStuck stuck) {
          charge(stuck.cause(), stuck.evidence(), json);
        } else if (meant.signal() instanceof Signal.AgentSuspect suspect) {
          charge(suspect.cause(), suspect.evidence(), json);
        }
      }
      case Entry.Told told -> {
        if (told.times() > 1) {
          json.writeNumberField("times", told.times());
          json.writeStringField("until", Rfc3339.text(told.untilMillis()));
        }
      }
      case Entry.Fact fact -> json.writeStringField("pod", fact.fact().pod());
    }
    json.writeEndObject();
  }

  private static void call(Entry.Call call, boolean inFlight, JsonGenerator json)
      throws IOException {
    json.writeStringField("call", call.call());
    json.writeStringField("tool", call.tool());
    print("args", call.args(), json);
    print("result", call.result(), json);
    json.writeBooleanField("in_flight", inFlight);
    if (call.outcome() != null) {
      json.writeStringField("until", Rfc3339.text(call.endMillis()));
      json.writeStringField("outcome", Words.key(call.outcome()));
      json.writeStringField("error_type", call.errorType());
    }
  }

  private static void spent(Entry.Spent spent, JsonGenerator json) throws IOException {
    json.writeStringField("until", Rfc3339.text(spent.untilMillis()));
    json.writeStringField("provider", spent.provider());
    json.writeStringField("model", spent.model());
    json.writeNumberField("responses", spent.responses());
    json.writeNumberField("tokens", spent.usage().total());
    json.writeNumberField("output_tokens", spent.usage().output());
    json.writeNumberField("unpriced_tokens", spent.unpricedTokens());
    json.writeNumberField("usd", Words.exactDollars(spent.picoUsd()));
  }

  /// The keys are those of the signals `agent_stuck` and `agent_suspect`.
  private static void charge(StuckCause cause, Evidence evidence, JsonGenerator json)
      throws IOException {
    json.writeStringField("cause", Words.key(cause));
    json.writeStringField("suggested_action", Words.key(cause.remedy()));
    json.writeStringField("do_next", Words.of(cause.remedy()));
    json.writeStringField("evidence", evidence.text());
    json.writeArrayFieldStart("rules");
    for (RuleKind rule : evidence.rules()) {
      json.writeString(Words.key(rule));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("calls");
    for (Evidence.CallPrint call : evidence.calls()) {
      json.writeStartObject();
      json.writeStringField("tool", call.tool());
      print("args", call.args(), json);
      print("result", call.result(), json);
      json.writeStringField("outcome", Words.key(call.outcome()));
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!evidence.cluster().isEmpty()) {
      json.writeStringField("cluster", evidence.cluster());
    }
  }

  private static void print(String key, long print, JsonGenerator json) throws IOException {
    if (print != 0) {
      json.writeStringField(key, HexFormat.of().toHexDigits(print));
    }
  }
}
