package watchbill.simulator.story;

import java.util.SplittableRandom;
import watchbill.core.Usage;

/// A model that agents of the fleet use, and how its provider counts a cached context.
public enum ModelProfile {
  /// Writes its context to a cache that lives for one hour.
  OPUS("anthropic", "claude-opus-4-6", "msg_"),
  /// Writes its context to a cache that lives for five minutes.
  HAIKU("anthropic", "claude-haiku-4-5", "msg_"),
  /// Reads from a cache that nobody pays to write.
  GPT("openai", "gpt-5", "resp_"),
  /// Served by the platform team itself; no price list knows it, and nothing is cached.
  LOCAL("vllm", "qwen3-coder-30b-internal", "cmpl-");

  /// Caches of this provider hold multiples of so many tokens. Source:
  /// https://platform.openai.com/docs/guides/prompt-caching
  private static final long CACHE_STEP = 128;

  private static final Spread OUTPUT = new Spread(20, 180, 700, 2500, 8000);

  private final String provider;
  private final String model;
  private final String idPrefix;

  ModelProfile(String provider, String model, String idPrefix) {
    this.provider = provider;
    this.model = model;
    this.idPrefix = idPrefix;
  }

  /// Who serves it, as OpenTelemetry names providers.
  public String provider() {
    return provider;
  }

  /// Its name at the provider.
  public String model() {
    return model;
  }

  /// How the ids of its responses begin.
  String idPrefix() {
    return idPrefix;
  }

  /// What one call costs in tokens, with `cached` tokens of context sent before and `added` new.
  Usage usage(long cached, long added, SplittableRandom random) {
    long output = OUTPUT.draw(random);
    long fresh = random.nextLong(1, 12);
    return switch (this) {
      case OPUS -> new Usage(fresh, output, cached, 0, added);
      case HAIKU -> new Usage(fresh, output, cached, added, 0);
      case GPT -> {
        long read = cached - cached % CACHE_STEP;
        yield new Usage(cached - read + added, output, read, 0, 0);
      }
      case LOCAL -> new Usage(cached + added, output, 0, 0, 0);
    };
  }
}
