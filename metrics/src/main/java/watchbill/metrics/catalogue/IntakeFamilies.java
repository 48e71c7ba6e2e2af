package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Unit.BYTES;
import static watchbill.metrics.catalogue.Unit.NONE;

import java.util.List;
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;
import watchbill.metrics.catalogue.SelfFamilies.TypeLabels;

/// What is posted to Watchbill over HTTP.
public final class IntakeFamilies {
  /// Requests that were taken.
  public static final Counter<TypeLabels> REQUESTS =
      Counter.ours(
          "watchbill_intake_requests_total",
          NONE,
          TypeLabels.LABELS,
          "Requests of which something was taken, by type: logs, metrics, traces, events.",
          "the HTTP intake");

  /// Requests that were not.
  public static final Counter<ReasonLabels> REFUSED =
      Counter.ours(
          "watchbill_intake_requests_refused_total",
          NONE,
          ReasonLabels.LABELS,
          "Requests that were not taken, by reason.",
          "the HTTP intake");

  /// Items of requests that were left out.
  public static final Counter<ReasonLabels> LEFT_OUT =
      Counter.ours(
          "watchbill_intake_items_refused_total",
          NONE,
          ReasonLabels.LABELS,
          "Log records, data points, spans and events that were left out of a request, by reason.",
          "the HTTP intake");

  /// Events that were stored.
  public static final Counter<NoLabels> EVENTS =
      Counter.ours(
          "watchbill_intake_events_total",
          NONE,
          NoLabels.LABELS,
          "Events that were written to the journal, and acknowledged.",
          "the HTTP intake");

  /// Events that are to be read.
  public static final Gauge<NoLabels> PENDING =
      Gauge.ours(
          "watchbill_intake_pending_events",
          NONE,
          NoLabels.LABELS,
          "Events of the journal that no checkpoint holds yet, or that NATS has still to take.",
          "the journal");

  /// How large the journal is.
  public static final Gauge<NoLabels> JOURNAL_BYTES =
      Gauge.ours(
          "watchbill_intake_journal_bytes",
          BYTES,
          NoLabels.LABELS,
          "Bytes of all events that the journal keeps; at most intake.size.",
          "the journal");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(REQUESTS, REFUSED, LEFT_OUT, EVENTS, PENDING, JOURNAL_BYTES);

  private IntakeFamilies() {}
}
