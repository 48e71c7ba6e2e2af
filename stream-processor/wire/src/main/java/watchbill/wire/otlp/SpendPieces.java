package watchbill.wire.otlp;

import watchbill.core.Usage;

/// A sum of usage in equal pieces, none of which is larger than a prompt that has the list price.
final class SpendPieces {
  /// Below the least size from which a provider asks more for the whole prompt (128,000 tokens).
  private static final long PROMPT = 100_000;

  /// So many are enough for what a session spends in a minute; of more, each is larger.
  private static final long MOST = 32;

  private SpendPieces() {}

  /// How many pieces there are: none without a token of output, if there is output at all.
  ///
  /// @param responses how many responses it was, as far as that is known
  static long of(Usage usage, long responses) {
    long least = (usage.prompt() + PROMPT - 1) / PROMPT;
    long most = usage.output() == 0 ? MOST : Math.min(MOST, usage.output());
    return Math.clamp(Math.max(least, responses), 1, most);
  }

  /// One of them; all together are the whole.
  static Usage piece(Usage usage, long i, long pieces) {
    return new Usage(
        part(usage.input(), i, pieces),
        part(usage.output(), i, pieces),
        part(usage.cacheRead(), i, pieces),
        part(usage.cacheWrite5m(), i, pieces),
        0);
  }

  private static long part(long count, long i, long pieces) {
    return count * (i + 1) / pieces - count * i / pieces;
  }
}
