package watchbill.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import watchbill.core.Signal;
import watchbill.core.TokenClass;
import watchbill.core.money.Cost;
import watchbill.core.money.Distribution;
import watchbill.core.money.ModelBill;
import watchbill.core.money.Period;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.ToDate;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

/// What signals say of money, as keys of `data`. Amounts are whole pico-dollars.
final class SpendData {
  private SpendData() {}

  static void bill(ModelBill bill, JsonGenerator json) throws IOException {
    json.writeStringField("provider", bill.provider());
    json.writeStringField("model", bill.model());
    json.writeObjectFieldStart("tokens");
    for (TokenClass tokenClass : TokenClass.values()) {
      json.writeNumberField(Words.word(tokenClass), bill.usage().of(tokenClass));
    }
    json.writeEndObject();
    json.writeNumberField("server_tool_calls", bill.usage().serverTools());
    json.writeNumberField("responses", bill.responses());
    json.writeNumberField("pico_usd", bill.cost().total());
    cost(bill.cost(), json);
    json.writeNumberField("unpriced_tokens", bill.unpricedTokens());
    json.writeNumberField("priced_later_tokens", bill.pricedLaterTokens());
    json.writeNumberField("stale_responses", bill.staleResponses());
  }

  private static void cost(Cost cost, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("pico_usd_by_kind");
    for (TokenClass tokenClass : TokenClass.values()) {
      json.writeNumberField(Words.word(tokenClass), cost.of(tokenClass));
    }
    json.writeNumberField("server_tools", cost.serverTools());
    json.writeEndObject();
  }

  static void standing(SpendStanding standing, JsonGenerator json) throws IOException {
    uses(standing.uses(), json);
    json.writeObjectFieldStart("to_date");
    for (Period period : Period.values()) {
      ToDate toDate = standing.of(period);
      json.writeObjectFieldStart(Words.word(period));
      json.writeStringField("begins", Rfc3339.text(toDate.beginMillis()));
      json.writeNumberField("pico_usd", toDate.picoUsd());
      json.writeNumberField("tokens", toDate.tokens());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static void task(Signal.TaskSpent spent, JsonGenerator json) throws IOException {
    json.writeStringField("task", spent.task());
    json.writeStringField("kind", spent.kind());
    json.writeStringField("outcome", Words.word(spent.outcome()));
    json.writeStringField("began", Rfc3339.text(spent.beganAtMillis()));
    json.writeNumberField("tokens", spent.tokens());
    json.writeNumberField("unpriced_tokens", spent.unpricedTokens());
    uses(spent.uses(), json);
  }

  static void distribution(String unit, Distribution values, JsonGenerator json)
      throws IOException {
    json.writeNumberField("count", values.count());
    json.writeNumberField("sum_" + unit, values.sum());
    json.writeNumberField("schema", Distribution.SCHEMA);
    json.writeNumberField("zeros", values.zeros());
    json.writeArrayFieldStart("buckets");
    int[] buckets = values.buckets();
    long[] counts = values.counts();
    for (int i = 0; i < buckets.length; i++) {
      json.writeStartArray();
      json.writeNumber(buckets[i]);
      json.writeNumber(counts[i]);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void uses(Uses uses, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("pico_usd_by_use");
    for (Use use : Use.values()) {
      if (uses.of(use) != 0) {
        json.writeNumberField(Words.word(use), uses.of(use));
      }
    }
    json.writeEndObject();
  }
}
