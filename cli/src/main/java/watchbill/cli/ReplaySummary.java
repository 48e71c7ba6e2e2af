package watchbill.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import watchbill.wire.RejectReason;

/// What a replay has played, with its progress on stderr.
final class ReplaySummary {
  private static final int TOLD = 10;
  private static final int STRIDE = 100_000;

  private final PrintWriter err;
  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private long played;
  private long unknown;
  private long told;

  ReplaySummary(PrintWriter err) {
    this.err = err;
  }

  void played() {
    played++;
    if (played % STRIDE == 0) {
      err.printf("  … %,d events%n", played);
    }
  }

  void unknown() {
    unknown++;
  }

  void rejected(String file, long line, RejectReason reason, String detail) {
    rejected.merge(reason, 1L, Long::sum);
    if (told++ < TOLD) {
      err.printf("watchbill: %s:%d: %s: %s%n", file, line, reason.label(), detail);
    }
  }

  void print(ReplayTarget target) {
    err.printf("replay: %,d events%n", played);
    target.summarise(err);
    if (unknown > 0) {
      err.printf("  %,d lines of types that are not events of ours%n", unknown);
    }
    rejected.forEach(
        (reason, count) -> err.printf("  %,d lines rejected: %s%n", count, reason.label()));
    err.flush();
  }
}
