package watchbill.wire.otlp;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The attributes that are read. All others stay bytes of the request: no prompt, argument, result
/// or message of an error becomes a text here, let alone an event.
enum Key {
  // Resources (https://opentelemetry.io/docs/specs/semconv/resource/).
  SERVICE_NAME("service.name"),
  SERVICE_NAMESPACE("service.namespace"),
  AGENT_NAME("agent.name"),
  HOST_NAME("host.name"),
  K8S_POD("k8s.pod.name"),
  K8S_NAMESPACE("k8s.namespace.name"),
  K8S_NODE("k8s.node.name"),
  // What several say.
  EVENT_NAME("event.name"),
  EVENT_SEQUENCE("event.sequence"),
  SESSION("session.id"),
  PROMPT("prompt.id"),
  PROMPT_OF_GEMINI("prompt_id"),
  MODEL("model"),
  REQUEST("request_id"),
  SUCCESS("success"),
  ERROR_KIND("error_type"),
  ERROR_TYPE("error.type"),
  STATUS_CODE("status_code"),
  INPUT_TOKENS("input_tokens"),
  OUTPUT_TOKENS("output_tokens"),
  CACHE_READ_TOKENS("cache_read_tokens"),
  CACHE_CREATION_TOKENS("cache_creation_tokens"),
  TOOL_NAME("tool_name"),
  DECISION("decision"),
  TYPE("type"),
  // Claude Code (https://code.claude.com/docs/en/monitoring-usage).
  TERMINAL("terminal.type"),
  SPEED("speed"),
  QUERY_SOURCE("query_source"),
  TOOL_USE("tool_use_id"),
  DECISION_TYPE("decision_type"),
  TOOL_INPUT("tool_input"),
  TOOL_PARAMETERS("tool_parameters"),
  INPUT_SIZE("tool_input_size_bytes"),
  RESULT_SIZE("tool_result_size_bytes"),
  PRE_TOKENS("pre_tokens"),
  POST_TOKENS("post_tokens"),
  // Gemini CLI (https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/telemetry.md).
  INPUT_COUNT("input_token_count"),
  OUTPUT_COUNT("output_token_count"),
  CACHED_COUNT("cached_content_token_count"),
  THOUGHTS_COUNT("thoughts_token_count"),
  TOOL_COUNT("tool_token_count"),
  FUNCTION_NAME("function_name"),
  TOKENS_BEFORE("tokens_before"),
  TOKENS_AFTER("tokens_after"),
  // OpenTelemetry for generative AI, of all generations
  // (https://github.com/open-telemetry/semantic-conventions-genai).
  OPERATION("gen_ai.operation.name"),
  PROVIDER("gen_ai.provider.name"),
  SYSTEM("gen_ai.system"),
  REQUEST_MODEL("gen_ai.request.model"),
  RESPONSE_MODEL("gen_ai.response.model"),
  RESPONSE_ID("gen_ai.response.id"),
  CONVERSATION("gen_ai.conversation.id"),
  USAGE_INPUT("gen_ai.usage.input_tokens"),
  USAGE_OUTPUT("gen_ai.usage.output_tokens"),
  USAGE_PROMPT("gen_ai.usage.prompt_tokens"),
  USAGE_COMPLETION("gen_ai.usage.completion_tokens"),
  USAGE_CACHE_READ("gen_ai.usage.cache_read.input_tokens"),
  USAGE_CACHE_CREATION("gen_ai.usage.cache_creation.input_tokens"),
  USAGE_CACHE_READ_BEFORE("gen_ai.usage.cache_read_input_tokens"),
  USAGE_CACHE_CREATION_BEFORE("gen_ai.usage.cache_creation_input_tokens"),
  SERVICE_TIER("gen_ai.openai.response.service_tier"),
  GEN_AI_TOOL("gen_ai.tool.name"),
  GEN_AI_CALL("gen_ai.tool.call.id"),
  TOKEN_TYPE("gen_ai.token.type"),
  TOKEN_MODALITY("gen_ai.token.modality"),
  // OpenInference
  // (https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md).
  SPAN_KIND("openinference.span.kind"),
  LLM_MODEL("llm.model_name"),
  LLM_PROVIDER("llm.provider"),
  LLM_SYSTEM("llm.system"),
  LLM_PROMPT("llm.token_count.prompt"),
  LLM_COMPLETION("llm.token_count.completion"),
  LLM_CACHE_READ("llm.token_count.prompt_details.cache_read"),
  LLM_CACHE_WRITE("llm.token_count.prompt_details.cache_write"),
  OPENINFERENCE_TOOL("tool.name");

  private static final Set<Key> COUNTS =
      EnumSet.of(
          INPUT_TOKENS,
          OUTPUT_TOKENS,
          CACHE_READ_TOKENS,
          CACHE_CREATION_TOKENS,
          INPUT_SIZE,
          RESULT_SIZE,
          INPUT_COUNT,
          OUTPUT_COUNT,
          CACHED_COUNT,
          THOUGHTS_COUNT,
          TOOL_COUNT,
          USAGE_INPUT,
          USAGE_OUTPUT,
          USAGE_PROMPT,
          USAGE_COMPLETION,
          USAGE_CACHE_READ,
          USAGE_CACHE_CREATION,
          USAGE_CACHE_READ_BEFORE,
          USAGE_CACHE_CREATION_BEFORE,
          LLM_PROMPT,
          LLM_COMPLETION,
          LLM_CACHE_READ,
          LLM_CACHE_WRITE);

  /// What is hashed or made a word, and never kept as it is.
  private static final Set<Key> FREE =
      EnumSet.of(
          TOOL_INPUT,
          TOOL_PARAMETERS,
          ERROR_KIND,
          ERROR_TYPE,
          STATUS_CODE,
          PRE_TOKENS,
          POST_TOKENS,
          TOKENS_BEFORE,
          TOKENS_AFTER);

  private static final Key[][] BY_HASH = new Key[512][];

  static {
    for (Key key : values()) {
      byte[] name = key.name.getBytes(StandardCharsets.US_ASCII);
      int slot = hash(name, 0, name.length);
      Key[] before = BY_HASH[slot];
      Key[] after = new Key[before == null ? 1 : before.length + 1];
      if (before != null) {
        System.arraycopy(before, 0, after, 0, before.length);
      }
      after[after.length - 1] = key;
      BY_HASH[slot] = after;
    }
  }

  private final String name;

  Key(String name) {
    this.name = name;
  }

  /// The attribute of this name, if it is one that is read.
  static @Nullable Key named(byte[] bytes, int from, int to) {
    Key[] keys = BY_HASH[hash(bytes, from, to)];
    if (keys != null) {
      for (Key key : keys) {
        if (key.is(bytes, from, to)) {
          return key;
        }
      }
    }
    return null;
  }

  /// Whether its value is a count.
  boolean isCount() {
    return COUNTS.contains(this);
  }

  /// Whether its value may be a text of any length.
  boolean isFree() {
    return FREE.contains(this);
  }

  private boolean is(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length != name.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return (hash ^ (hash >>> 9) ^ (hash >>> 18)) & 511;
  }
}
