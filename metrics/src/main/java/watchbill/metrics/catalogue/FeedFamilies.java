package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Unit.NONE;

import java.util.List;
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;

/// How signals get from a processor to exporters that run apart from it.
public final class FeedFamilies {
  /// Signals that the feed has taken.
  public static final Counter<NoLabels> STORED =
      Counter.ours(
          "watchbill_feed_signals_stored_total",
          NONE,
          NoLabels.LABELS,
          "Signals of the processor that the feed between it and the exporters has taken.",
          "the broker's acknowledgements");

  /// Times that it did not.
  public static final Counter<NoLabels> FAILURES =
      Counter.ours(
          "watchbill_feed_failures_total",
          NONE,
          NoLabels.LABELS,
          "Times that the feed did not take what the processor gave it; it is given again.",
          "the broker's acknowledgements");

  /// Signals that are to be stored.
  public static final Gauge<NoLabels> PENDING =
      Gauge.ours(
          "watchbill_feed_pending_signals",
          NONE,
          NoLabels.LABELS,
          "Signals that the processor has still to give to the feed.",
          "the stream processor");

  /// Signals that an exporter took.
  public static final Counter<NoLabels> TAKEN =
      Counter.ours(
          "watchbill_feed_signals_taken_total",
          NONE,
          NoLabels.LABELS,
          "Signals that the exporter has taken from the feed.",
          "the broker");

  /// Messages that an exporter passed over.
  public static final Counter<ReasonLabels> SKIPPED =
      Counter.ours(
          "watchbill_feed_messages_skipped_total",
          NONE,
          ReasonLabels.LABELS,
          "Messages of the feed that the exporter could not read, by reason.",
          "decode");

  /// All of them.
  static final List<Family<?>> ALL = List.of(STORED, FAILURES, PENDING, TAKEN, SKIPPED);

  private FeedFamilies() {}
}
