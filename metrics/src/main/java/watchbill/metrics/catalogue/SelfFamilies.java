package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Unit.BYTES;
import static watchbill.metrics.catalogue.Unit.NONE;
import static watchbill.metrics.catalogue.Unit.TIMESTAMP_SECONDS;

import java.util.List;

/// Watchbill's own health: whether to believe all the rest.
public final class SelfFamilies {
  /// The version that runs.
  public static final Gauge<VersionLabels> BUILD_INFO =
      Gauge.ours(
          "watchbill_build_info",
          NONE,
          VersionLabels.LABELS,
          "The version of Watchbill that runs; always 1.",
          "the build");

  /// Whether a source can be heard.
  public static final Gauge<SourceLabels> SOURCE_UP =
      Gauge.ours(
          "watchbill_source_up",
          NONE,
          SourceLabels.LABELS,
          "Whether the source can be heard (1). While it cannot, what rests on it is unknown.",
          "the connection to the source");

  /// When a source was last heard.
  public static final Gauge<SourceLabels> SOURCE_LAST_SUCCESS =
      Gauge.ours(
          "watchbill_source_last_success_timestamp_seconds",
          TIMESTAMP_SECONDS,
          SourceLabels.LABELS,
          "When the source last answered or delivered.",
          "the connection to the source");

  /// Errors of a source.
  public static final Counter<SourceLabels> SOURCE_ERRORS =
      Counter.ours(
          "watchbill_source_errors_total",
          NONE,
          SourceLabels.LABELS,
          "Errors that the source gave or that its connection met.",
          "the connection to the source");

  /// Events that were understood.
  public static final Counter<TypeLabels> EVENTS =
      Counter.ours(
          "watchbill_events_total",
          NONE,
          TypeLabels.LABELS,
          "Events understood, by type.",
          "decode");

  /// Events that were rejected.
  public static final Counter<ReasonLabels> EVENTS_REJECTED =
      Counter.ours(
          "watchbill_events_rejected_total",
          NONE,
          ReasonLabels.LABELS,
          "Events that could not be used, by reason.",
          "decode");

  /// Events of a type that nobody knows.
  public static final Counter<NoLabels> EVENTS_UNKNOWN_TYPE =
      Counter.ours(
          "watchbill_events_unknown_type_total",
          NONE,
          NoLabels.LABELS,
          "Events of a type that this version does not know.",
          "decode");

  /// Keys that nobody knows.
  public static final Counter<NoLabels> EVENT_UNKNOWN_KEYS =
      Counter.ours(
          "watchbill_event_unknown_keys_total",
          NONE,
          NoLabels.LABELS,
          "Keys of events' data that this version does not know.",
          "decode");

  /// Events that had come before.
  public static final Counter<NoLabels> EVENTS_DUPLICATE =
      Counter.ours(
          "watchbill_events_duplicate_total",
          NONE,
          NoLabels.LABELS,
          "Events that had come before and were not counted again.",
          "the stream processor");

  /// Events kept aside because they were rejected.
  public static final Counter<NoLabels> DEAD_LETTERS =
      Counter.ours(
          "watchbill_dead_letters_total",
          NONE,
          NoLabels.LABELS,
          "Rejected events that were kept on the dead-letter subject.",
          "the connection to NATS");

  /// Verdicts that were published.
  public static final Counter<NoLabels> SIGNALS_PUBLISHED =
      Counter.ours(
          "watchbill_signals_published_total",
          NONE,
          NoLabels.LABELS,
          "Verdicts that their stream has acknowledged.",
          "the connection to NATS");

  /// Verdicts that were not published.
  public static final Counter<NoLabels> SIGNALS_DROPPED =
      Counter.ours(
          "watchbill_signals_dropped_total",
          NONE,
          NoLabels.LABELS,
          "Verdicts that found the queue to NATS full, or that no stream has acknowledged.",
          "the connection to NATS");

  /// How far a stream was applied.
  public static final Gauge<StreamLabels> STREAM_SEQUENCE =
      Gauge.ours(
          "watchbill_stream_sequence",
          NONE,
          StreamLabels.LABELS,
          "The last sequence of the stream that was applied.",
          "the stream processor");

  /// How much of a stream is left.
  public static final Gauge<StreamLabels> STREAM_PENDING =
      Gauge.ours(
          "watchbill_stream_pending",
          NONE,
          StreamLabels.LABELS,
          "Messages of the stream that were not delivered yet.",
          "the metadata of the last message");

  /// When state was last saved.
  public static final Gauge<NoLabels> CHECKPOINT_LAST_SUCCESS =
      Gauge.ours(
          "watchbill_checkpoint_last_success_timestamp_seconds",
          TIMESTAMP_SECONDS,
          NoLabels.LABELS,
          "When position and state were last saved.",
          "the checkpoint file");

  /// Scrapes that were answered.
  public static final Counter<NoLabels> SCRAPES =
      Counter.ours(
          "watchbill_scrapes_total", NONE, NoLabels.LABELS, "Scrapes answered.", "the HTTP server");

  /// Scrapes that were refused.
  public static final Counter<NoLabels> SCRAPES_REFUSED =
      Counter.ours(
          "watchbill_scrapes_refused_total",
          NONE,
          NoLabels.LABELS,
          "Scrapes refused because too many were under way.",
          "the HTTP server");

  /// How large the last scrape was.
  public static final Gauge<NoLabels> SCRAPE_SIZE =
      Gauge.ours(
          "watchbill_scrape_size_bytes",
          BYTES,
          NoLabels.LABELS,
          "Size of the last scrape before compression.",
          "the HTTP server");

  /// How large the last compressed scrape was.
  public static final Gauge<NoLabels> SCRAPE_COMPRESSED_SIZE =
      Gauge.ours(
          "watchbill_scrape_compressed_size_bytes",
          BYTES,
          NoLabels.LABELS,
          "Size of the last compressed scrape in a text format, after compression.",
          "the HTTP server");

  /// How many pieces a compressed scrape has.
  public static final Gauge<NoLabels> SCRAPE_PIECES =
      Gauge.ours(
          "watchbill_scrape_pieces",
          NONE,
          NoLabels.LABELS,
          "Pieces of the last compressed scrape; each is compressed again only when it changes.",
          "the HTTP server");

  /// How many pieces were compressed.
  public static final Counter<NoLabels> SCRAPE_PIECES_COMPRESSED =
      Counter.ours(
          "watchbill_scrape_pieces_compressed_total",
          NONE,
          NoLabels.LABELS,
          "Pieces that were compressed for a scrape, because they were new or had changed.",
          "the HTTP server");

  /// How many series there are.
  public static final Gauge<NoLabels> SERIES =
      Gauge.ours(
          "watchbill_series",
          NONE,
          NoLabels.LABELS,
          "Series in the last scrape.",
          "the HTTP server");

  /// Agents without series of their own.
  public static final Gauge<TenantLabels> OVERFLOWING_AGENTS =
      Gauge.ours(
          "watchbill_overflowing_agents",
          NONE,
          TenantLabels.LABELS,
          "Agents of the tenant beyond exporter.agentsPerTenant: their totals are in the sums of agent"
              + " _other, and its states count how many of them are in each.",
          "signals");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          BUILD_INFO,
          SOURCE_UP,
          SOURCE_LAST_SUCCESS,
          SOURCE_ERRORS,
          EVENTS,
          EVENTS_REJECTED,
          EVENTS_UNKNOWN_TYPE,
          EVENT_UNKNOWN_KEYS,
          EVENTS_DUPLICATE,
          DEAD_LETTERS,
          SIGNALS_PUBLISHED,
          SIGNALS_DROPPED,
          STREAM_SEQUENCE,
          STREAM_PENDING,
          CHECKPOINT_LAST_SUCCESS,
          SCRAPES,
          SCRAPES_REFUSED,
          SCRAPE_SIZE,
          SCRAPE_COMPRESSED_SIZE,
          SCRAPE_PIECES,
          SCRAPE_PIECES_COMPRESSED,
          SERIES,
          OVERFLOWING_AGENTS);

  private SelfFamilies() {}

  /// A version of Watchbill.
  public record VersionLabels(String version) implements LabelSet, Has.Version {
    static final Labels<VersionLabels> LABELS = Labels.of(VersionLabels.class, Label.VERSION);
  }

  /// A source.
  public record SourceLabels(String source) implements LabelSet, Has.Source {
    static final Labels<SourceLabels> LABELS = Labels.of(SourceLabels.class, Label.SOURCE);
  }

  /// A tenant.
  public record TenantLabels(String tenant) implements LabelSet, Has.Tenant {
    static final Labels<TenantLabels> LABELS = Labels.of(TenantLabels.class, Label.TENANT);
  }

  /// A type of event that is known.
  public record TypeLabels(String type) implements LabelSet, Has.Type {
    static final Labels<TypeLabels> LABELS = Labels.of(TypeLabels.class, Label.TYPE);
  }

  /// Why an event was rejected, in lower case.
  public record ReasonLabels(String reason) implements LabelSet, Has.Reason {
    static final Labels<ReasonLabels> LABELS = Labels.of(ReasonLabels.class, Label.REASON);
  }

  /// A JetStream stream.
  public record StreamLabels(String stream) implements LabelSet, Has.Stream {
    static final Labels<StreamLabels> LABELS = Labels.of(StreamLabels.class, Label.STREAM);
  }
}
