package watchbill.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys of an event's `data`, over all types.
enum DataKey {
  SESSION("session", Kind.NAME),
  POD("pod", Kind.NAME),
  NAMESPACE("namespace", Kind.NAME),
  NODE("node", Kind.NAME),
  PARENT("parent", Kind.NAME),
  ROLE("role", Kind.NAME),
  RUNTIME("runtime", Kind.NAME),
  ATTENDED("attended", Kind.FLAG),
  REASON("reason", Kind.WORDS),
  TASK("task", Kind.NAME),
  OUTCOME("outcome", Kind.NAME),
  DEADLINE("deadline", Kind.TIME),
  KIND("kind", Kind.NAME),
  MARKER("marker", Kind.WORDS),
  CALL("call", Kind.NAME),
  TOOL("tool", Kind.NAME),
  ARGS_HASH("args_hash", Kind.NAME),
  ARGS_SKETCH("args_sketch", Kind.SKETCH),
  RESULT_HASH("result_hash", Kind.NAME),
  ERROR_TYPE("error_type", Kind.WORDS),
  DURATION_MS("duration_ms", Kind.UNREAD),
  PROVIDER("gen_ai.provider.name", Kind.NAME),
  MODEL("gen_ai.request.model", Kind.NAME),
  RESPONSE("gen_ai.response.id", Kind.NAME),
  INPUT_TOKENS("gen_ai.usage.input_tokens", Kind.COUNT),
  OUTPUT_TOKENS("gen_ai.usage.output_tokens", Kind.COUNT),
  CACHE_READ_TOKENS("gen_ai.usage.cache_read.input_tokens", Kind.COUNT),
  CACHE_CREATION_TOKENS("gen_ai.usage.cache_creation.input_tokens", Kind.COUNT),
  CACHE_CREATION_1H_TOKENS("usage.cache_creation_1h.input_tokens", Kind.COUNT),
  REASONING_TOKENS("gen_ai.usage.reasoning.output_tokens", Kind.UNREAD),
  SERVER_TOOL_CALLS("usage.server_tool_use.requests", Kind.COUNT),
  USAGE_CONVENTION("usage_convention", Kind.NAME),
  PURPOSE("purpose", Kind.NAME),
  SERVICE_TIER("service_tier", Kind.NAME),
  ATTEMPT("attempt", Kind.UNREAD),
  FOR("for", Kind.NAME),
  ACTIVE_SESSIONS("active_sessions", Kind.SMALL_COUNT),
  QUEUE_DEPTH("queue_depth", Kind.SMALL_COUNT),
  CONTEXT_RATIO("context_ratio", Kind.UNREAD),
  MEMORY_BYTES("memory_bytes", Kind.BYTES),
  TOKENS_BEFORE("tokens_before", Kind.COUNT),
  TOKENS_AFTER("tokens_after", Kind.COUNT),
  AGE_MS("age_ms", Kind.UNREAD);

  /// How a key's value is read.
  enum Kind {
    /// An identifier or name of at most 256 bytes; a longer one is refused.
    NAME,
    /// Words for a person; cut after 256 bytes.
    WORDS,
    /// A whole number from 0 to 10^12.
    COUNT,
    /// A whole number that an `int` can hold.
    SMALL_COUNT,
    /// A whole number from 0 to 10^15.
    BYTES,
    /// `true` or `false`.
    FLAG,
    /// A time of RFC 3339, in the years 2000 to 2099.
    TIME,
    /// 64 bits as 16 hex digits.
    SKETCH,
    /// Part of the contract, and of no use to the core yet: skipped, and not unknown.
    UNREAD
  }

  private static final Map<String, DataKey> BY_NAME = new HashMap<>();

  static {
    for (DataKey key : values()) {
      BY_NAME.put(key.text, key);
    }
  }

  final String text;
  final Kind kind;

  /// Where its value stands among the values of all keys.
  final int slot;

  @SuppressWarnings("EnumOrdinal") // a place in arrays of this process, never written anywhere
  DataKey(String text, Kind kind) {
    this.text = text;
    this.kind = kind;
    this.slot = ordinal();
  }

  /// The key with this name, if there is one.
  static @Nullable DataKey named(String name) {
    return BY_NAME.get(name);
  }

  /// This key's bit in a set of keys.
  long bit() {
    return 1L << slot;
  }

  /// A set of keys.
  static long bits(DataKey... keys) {
    long bits = 0;
    for (DataKey key : keys) {
      bits |= key.bit();
    }
    return bits;
  }
}
