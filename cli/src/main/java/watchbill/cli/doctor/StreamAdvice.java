package watchbill.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.nats.StreamSettings;
import watchbill.connectors.nats.StreamSettings.Limits;
import watchbill.connectors.nats.StreamSettings.Retention;

/// What may be lost with a stream of agents' events that is set up like this.
final class StreamAdvice {
  private static final Duration DAY = Duration.ofDays(1);
  private static final long FEW = 100_000;
  private static final double NEARLY_FULL = 0.9;

  private final StreamSettings stream;
  private final List<Finding> findings = new ArrayList<>();

  private StreamAdvice(StreamSettings stream) {
    this.stream = stream;
  }

  /// The findings of a stream that has to take this filter; one that says that all is well where
  /// there is no other.
  static List<Finding> of(StreamSettings stream, String filter) {
    StreamAdvice advice = new StreamAdvice(stream);
    advice.taking(filter);
    advice.keeping();
    advice.limits(stream.limits());
    if (advice.findings.isEmpty()) {
      advice.findings.add(Finding.ok("nats.stream", advice.words()));
    }
    return advice.findings;
  }

  private String words() {
    Limits limits = stream.limits();
    return "stream %s: %d copies on disk, kept for %s, %d messages of %s"
        .formatted(
            stream.name(),
            stream.copies(),
            limits.age().isZero() ? "ever" : DurationText.of(limits.age()),
            stream.content().messages(),
            span());
  }

  private void taking(String filter) {
    boolean copied = stream.subjects().isEmpty(); // from other streams, by sources or a mirror
    if (!copied && !stream.takes(filter)) {
      fail("takes " + stream.subjects() + " and not " + filter, "add that subject to it");
    }
    if (stream.retention() != Retention.Limits) {
      fail(
          "has retention " + stream.retention() + ", so what has been read is gone",
          "make it anew with retention limits: after a restart Watchbill reads from its"
              + " checkpoint on");
    }
    if (stream.silent()) {
      warn("answers publishers nothing (no_ack)", "switch no_ack off, or they lose events unheard");
    }
  }

  private void keeping() {
    if (!stream.onDisk()) {
      warn("is kept in memory", "make it anew with storage file: a restart of NATS empties it");
    }
    if (stream.copies() < 2) {
      warn(
          "has 1 copy",
          "have 3 on different machines, or set sync_interval: always in the server: NATS"
              + " acknowledges before it writes to the disk, by default up to 2 min before");
    }
  }

  private void limits(Limits limits) {
    if (limits.messagesPerSubject() > 0 && limits.messagesPerSubject() < FEW) {
      warn(
          "keeps %d messages of each agent".formatted(limits.messagesPerSubject()),
          "set max_msgs_per_subject to -1: what an agent writes beyond that while Watchbill is"
              + " away is never counted");
    }
    if (limits.refusesNew() && (limits.bytes() > 0 || limits.messages() > 0)) {
      warn("refuses new events when it is full", "set discard to old");
    }
    if (limits.age().isPositive() && limits.age().compareTo(DAY) < 0) {
      warn(
          "keeps events for " + DurationText.of(limits.age()),
          "keep them for days: what is older than that when Watchbill comes back is not counted");
    }
    boolean full =
        nearly(stream.content().bytes(), limits.bytes())
            || nearly(stream.content().messages(), limits.messages());
    if (full && stream.content().lastMillis() - stream.content().firstMillis() < DAY.toMillis()) {
      warn(
          "is full with the events of " + span(),
          "raise max_bytes and max_msgs: Watchbill may be away no longer than that");
    }
  }

  private static boolean nearly(long have, long most) {
    return most > 0 && have >= most * NEARLY_FULL;
  }

  private String span() {
    long millis = stream.content().lastMillis() - stream.content().firstMillis();
    return DurationText.of(Duration.ofMinutes(Duration.ofMillis(Math.max(0, millis)).toMinutes()));
  }

  private void fail(String found, String advice) {
    findings.add(Finding.fail("nats.stream", "stream " + stream.name() + " " + found, advice));
  }

  private void warn(String found, String advice) {
    findings.add(Finding.warn("nats.stream", "stream " + stream.name() + " " + found, advice));
  }
}
