package watchbill.cli.doctor;

import java.time.Instant;
import java.time.InstantSource;

/// Compares another machine's clock with ours.
final class Clock {
  private static final long WARN_MILLIS = 5_000;
  private static final long FAIL_MILLIS = 60_000;

  /// What HTTP leaves out of a time.
  private static final long HALF_A_SECOND = 500;

  private static final String ADVICE =
      "keep all machines' clocks by NTP: spend is dated by agents' clocks, ages in alerts are"
          + " Prometheus' time less ours";

  private Clock() {}

  /// What it means that a server's answer says this time now.
  static Finding ofHttp(String subject, Instant date, InstantSource ours) {
    return of(subject, date.toEpochMilli() + HALF_A_SECOND - ours.millis());
  }

  /// What it means that a server's clock is ahead of ours by so much.
  static Finding of(String subject, long aheadMillis) {
    long off = Math.abs(aheadMillis);
    if (off < WARN_MILLIS) {
      return Finding.ok(subject, "the clock there and ours agree");
    }
    String found =
        "the clock there is %d s %s ours"
            .formatted(off / 1000, aheadMillis < 0 ? "behind" : "before");
    return off < FAIL_MILLIS
        ? Finding.warn(subject, found, ADVICE)
        : Finding.fail(subject, found, ADVICE);
  }
}
