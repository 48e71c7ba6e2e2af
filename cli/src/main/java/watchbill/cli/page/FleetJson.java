package watchbill.cli.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import watchbill.cli.explain.Charge;
import watchbill.cli.explain.Standing;
import watchbill.cli.explain.Verdict;
import watchbill.cli.explain.Words;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.money.ToDate;
import watchbill.exporter.budgets.BudgetStanding;
import watchbill.exporter.health.Readiness;
import watchbill.wire.Rfc3339;

/// A fleet for programs, the page among them: one JSON object (`docs/page.md`).
final class FleetJson {
  /// The shortest time over which a pace is told.
  static final long LEAST_MILLIS = 10_000;

  private static final JsonFactory JSON = new JsonFactory();
  private static final double HOUR_MILLIS = 3_600_000;
  private static final int TENANTS = 200;
  private static final int VERDICTS = 30;
  private static final int PICO_DIGITS = 12;

  private final PageParts parts;
  private final FleetState fleet;
  private final FleetQuery query;

  FleetJson(PageParts parts, FleetState fleet, FleetQuery query) {
    this.parts = parts;
    this.fleet = fleet;
    this.query = query;
  }

  /// The object and a line feed, in UTF-8.
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("at", Rfc3339.text(fleet.atMillis()));
      json.writeStringField("version", parts.version());
      json.writeBooleanField("caught_up", fleet.published());
      json.writeBooleanField("heard", fleet.heard());
      if (parts.otlpPort().isPresent()) {
        json.writeNumberField("otlp_port", parts.otlpPort().getAsInt());
      }
      sources(json);
      if (hasPace()) {
        json.writeStringField("burn_since", Rfc3339.text(fleet.burnSinceMillis()));
      }
      totals(json);
      tenants(json);
      incidents(json);
      json.writeArrayFieldStart("budgets");
      for (BudgetStanding budget : fleet.budgets()) {
        budget(budget, json);
      }
      json.writeEndArray();
      agents(json);
      verdicts(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing a fleet into memory", e);
    }
    return bytes.toByteArray();
  }

  private void sources(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("sources");
    for (Readiness source : fleet.sources()) {
      json.writeStartObject();
      json.writeStringField("name", source.dependency());
      json.writeBooleanField("ready", source.ready());
      json.writeStringField("words", source.words());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void totals(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("totals");
    tally(fleet.all(), json);
    json.writeObjectFieldStart("states");
    for (Map.Entry<AgentActivity, Integer> one : fleet.all().byActivity().entrySet()) {
      json.writeNumberField(Words.key(one.getKey()), one.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void tenants(JsonGenerator json) throws IOException {
    List<Map.Entry<String, Tally>> largest =
        fleet.tenants().entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<String, Tally> one) -> one.getValue().agents())
                    .reversed())
            .limit(TENANTS)
            .sorted(Map.Entry.comparingByKey())
            .toList();
    json.writeArrayFieldStart("tenants");
    for (Map.Entry<String, Tally> one : largest) {
      json.writeStartObject();
      json.writeStringField("tenant", one.getKey());
      tally(one.getValue(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void tally(Tally tally, JsonGenerator json) throws IOException {
    json.writeNumberField("agents", tally.agents());
    json.writeNumberField("stuck", tally.stuck());
    json.writeNumberField("suspect", tally.suspect());
    json.writeNumberField("usd_today", Words.exactDollars(tally.picoUsdToday()));
    json.writeNumberField("tokens_today", tally.tokensToday());
    pace(tally.picoUsdOfLate(), json);
  }

  private void incidents(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("incidents");
    for (Signal.IncidentBegan incident : fleet.incidents()) {
      json.writeStartObject();
      json.writeStringField("tenant", incident.agent().tenant());
      json.writeStringField("cause", Words.key(incident.cause()));
      json.writeStringField("since", Rfc3339.text(incident.atMillis()));
      json.writeNumberField("silent", incident.silent());
      json.writeNumberField("at_work", incident.atWork());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void budget(BudgetStanding budget, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("budget", budget.labels().budget());
    json.writeStringField("tenant", budget.labels().tenant());
    json.writeStringField("agent", budget.labels().agent());
    json.writeStringField("period", budget.labels().period());
    json.writeStringField("ends", Rfc3339.text(budget.endMillis()));
    number("used", OptionalDouble.of(budget.used()), json);
    if (budget.usd().isPresent()) {
      amount("usd", budget.usd().get(), json);
    }
    if (budget.tokens().isPresent()) {
      amount("tokens", budget.tokens().get(), json);
    }
    if (budget.exhaustedAtSeconds().isPresent()) {
      long millis = Math.round(budget.exhaustedAtSeconds().getAsDouble() * 1_000);
      json.writeStringField("exhausted_at", Rfc3339.text(millis));
    }
    json.writeEndObject();
  }

  private static void amount(String unit, BudgetStanding.Amount amount, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(unit);
    number("limit", OptionalDouble.of(amount.limit()), json);
    number("spent", OptionalDouble.of(amount.spent()), json);
    number("per_hour", amount.anHour(), json);
    number("forecast", amount.forecast(), json);
    json.writeEndObject();
  }

  private void agents(JsonGenerator json) throws IOException {
    List<Standing> matching = query.matching(fleet);
    json.writeNumberField("matching", matching.size());
    json.writeNumberField("offset", query.offset());
    json.writeBooleanField("more_than_kept", fleet.isFull());
    json.writeArrayFieldStart("agents");
    for (Standing standing : query.part(matching)) {
      agent(standing, json);
    }
    json.writeEndArray();
  }

  private void agent(Standing standing, JsonGenerator json) throws IOException {
    json.writeStartObject();
    name(standing.agent(), json);
    json.writeStringField("role", standing.role());
    if (standing.activity() != null) {
      json.writeStringField("state", Words.key(standing.activity()));
      json.writeStringField("since", Rfc3339.text(standing.sinceMillis()));
      json.writeBooleanField("since_before", standing.sinceBefore());
    }
    Charge charge = standing.charge();
    if (charge != null) {
      json.writeBooleanField("stuck", charge.stuck());
      charge(charge.cause(), charge.evidence(), json);
    }
    ToDate today = standing.today(fleet.atMillis());
    json.writeNumberField("usd_today", Words.exactDollars(today.picoUsd()));
    json.writeNumberField("tokens_today", today.tokens());
    pace(standing.picoUsdOfLate(), json);
    BudgetStanding budget = fleet.ofAgents().get(standing.agent());
    if (budget != null) {
      json.writeStringField("budget", budget.labels().budget());
      number("budget_used", OptionalDouble.of(budget.used()), json);
    }
    json.writeEndObject();
  }

  private void verdicts(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("verdicts");
    for (Verdict verdict : fleet.verdicts().stream().limit(VERDICTS).toList()) {
      json.writeStartObject();
      name(verdict.agent(), json);
      charge(verdict.cause(), verdict.evidence(), json);
      json.writeStringField("since", Rfc3339.text(verdict.sinceMillis()));
      json.writeBooleanField("since_before", verdict.remembered());
      if (verdict.untilMillis() > 0) {
        json.writeStringField("until", Rfc3339.text(verdict.untilMillis()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void name(AgentKey agent, JsonGenerator json) throws IOException {
    json.writeStringField("tenant", agent.tenant());
    json.writeStringField("agent", agent.agent());
  }

  private static void charge(StuckCause cause, Evidence evidence, JsonGenerator json)
      throws IOException {
    json.writeStringField("cause", Words.key(cause));
    json.writeStringField("evidence", evidence.text());
  }

  private boolean hasPace() {
    return fleet.atMillis() - fleet.burnSinceMillis() >= LEAST_MILLIS;
  }

  /// What is spent in an hour at the pace of late, to the microdollar.
  private void pace(long picoUsdOfLate, JsonGenerator json) throws IOException {
    if (hasPace()) {
      double hours = (fleet.atMillis() - fleet.burnSinceMillis()) / HOUR_MILLIS;
      BigDecimal dollars = new BigDecimal(picoUsdOfLate).movePointLeft(PICO_DIGITS);
      json.writeNumberField(
          "usd_per_hour", dollars.divide(BigDecimal.valueOf(hours), 6, RoundingMode.HALF_EVEN));
    }
  }

  private static void number(String key, OptionalDouble value, JsonGenerator json)
      throws IOException {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      json.writeNumberField(key, value.getAsDouble());
    }
  }
}
