package watchbill.wire.otlp;

import java.util.Set;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.Usage;

/// Model usage as OpenTelemetry's conventions for generative AI say it, in the names of all their
/// generations, and as OpenInference does: input tokens include what was read from a cache and what
/// was written to one.
final class GenAi {
  private static final Set<String> WRAPPERS =
      Set.of(
          "invoke_agent", "create_agent", "invoke_workflow", "plan", "AGENT", "CHAIN", "workflow");

  private GenAi() {}

  /// The operation: `chat`, `execute_tool`, `LLM`, ...; empty when it says none.
  static String operation(Item item) {
    return item.text(Key.OPERATION, Key.SPAN_KIND);
  }

  static boolean isTool(String operation) {
    return operation.equals("execute_tool") || operation.equals("TOOL");
  }

  /// Whether this may be around calls of a model and is none.
  static boolean isWrapper(String operation) {
    return WRAPPERS.contains(operation);
  }

  static String model(Item item) {
    String model = item.text(Key.RESPONSE_MODEL, Key.REQUEST_MODEL);
    return Names.label(model.isEmpty() ? item.text(Key.LLM_MODEL, Key.MODEL) : model);
  }

  static String provider(Item item) {
    String provider = item.text(Key.PROVIDER, Key.SYSTEM);
    return Names.label(provider.isEmpty() ? item.text(Key.LLM_PROVIDER, Key.LLM_SYSTEM) : provider);
  }

  static String session(Item item) {
    return item.text(Key.CONVERSATION, Key.SESSION);
  }

  /// The usage; where the cached tokens are more than all, the sender counts them apart.
  static Usage usage(Item item) {
    long prompt = first(item, Key.USAGE_INPUT, Key.USAGE_PROMPT, Key.LLM_PROMPT);
    long output = first(item, Key.USAGE_OUTPUT, Key.USAGE_COMPLETION, Key.LLM_COMPLETION);
    long read = first(item, Key.USAGE_CACHE_READ, Key.USAGE_CACHE_READ_BEFORE, Key.LLM_CACHE_READ);
    long written =
        first(item, Key.USAGE_CACHE_CREATION, Key.USAGE_CACHE_CREATION_BEFORE, Key.LLM_CACHE_WRITE);
    return inclusive(prompt, output, read, written);
  }

  static Usage inclusive(long prompt, long output, long read, long written) {
    long input = prompt < read + written ? prompt : prompt - read - written;
    return new Usage(input, output, read, written, 0);
  }

  static ModelAnswered answer(Item item, String response) {
    return new ModelAnswered(
        item.atMillis,
        provider(item),
        model(item),
        response,
        item.text(Key.SERVICE_TIER),
        usage(item),
        session(item),
        "",
        false);
  }

  private static long first(Item item, Key one, Key two, Key three) {
    for (Key key : new Key[] {one, two, three}) {
      if (item.attributes.has(key)) {
        return item.count(key);
      }
    }
    return 0;
  }
}
