package watchbill.core.money;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names by which providers go: those of OpenTelemetry's `gen_ai.provider.name`, and what
/// others call the same
/// (https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/#gen-ai-provider-name;
/// LiteLLM's `litellm_provider`; the ids of genai-prices).
public final class ProviderNames {
  private static final Map<String, List<String>> SAME =
      Map.ofEntries(
          Map.entry("anthropic", List.of("claude")),
          Map.entry("openai", List.of("text-completion-openai")),
          Map.entry(
              "aws.bedrock",
              List.of("aws", "bedrock", "bedrock_converse", "aws_bedrock", "amazon-bedrock")),
          Map.entry(
              "gcp.vertex_ai",
              List.of(
                  "vertex_ai",
                  "vertex_ai_beta",
                  "vertexai",
                  "google-vertex",
                  "vertex_ai-language-models",
                  "vertex_ai-anthropic_models",
                  "vertex_ai-embedding-models")),
          Map.entry("gcp.gemini", List.of("gemini", "google-gla", "google_ai_studio")),
          Map.entry("gcp.gen_ai", List.of("google", "google_genai")),
          Map.entry("azure.ai.openai", List.of("azure_openai", "az.ai.openai")),
          Map.entry("azure.ai.inference", List.of("azure", "azure_ai", "az.ai.inference")),
          Map.entry("cohere", List.of("cohere_chat")),
          Map.entry("mistral_ai", List.of("mistral", "mistralai")),
          Map.entry("x_ai", List.of("xai", "x-ai")),
          Map.entry("deepseek", List.of()),
          Map.entry("groq", List.of()),
          Map.entry("perplexity", List.of()),
          Map.entry("ibm.watsonx.ai", List.of("watsonx")),
          Map.entry("moonshotai", List.of("moonshot")),
          Map.entry("zhipuai", List.of("zhipu", "zai")));

  /// Providers whose models are priced with those of a wider one where they have no rows of their
  /// own: a source that knows only "google" or "azure" means all of it.
  private static final Map<String, String> PART_OF =
      Map.of(
          "gcp.gemini", "gcp.gen_ai",
          "gcp.vertex_ai", "gcp.gen_ai",
          "azure.ai.openai", "azure.ai.inference");

  private static final Map<String, String> CANONICAL = canonical();

  private ProviderNames() {}

  /// The name that OpenTelemetry gives this provider; the same name where it has none.
  public static String canonical(String provider) {
    return CANONICAL.getOrDefault(provider, provider);
  }

  /// What rows of a book hold for, by any name: a book of `aws` answers to `bedrock` as well.
  static <T> Map<String, T> underAllNames(Map<String, T> byCanonical) {
    Map<String, T> all = new HashMap<>(byCanonical);
    PART_OF.forEach((part, whole) -> {
      T rows = byCanonical.get(whole);
      if (rows != null) {
        all.putIfAbsent(part, rows);
      }
    });
    CANONICAL.forEach((name, canonical) -> {
      T rows = all.get(canonical);
      if (rows != null) {
        all.put(name, rows);
      }
    });
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, String> canonical() {
    Map<String, String> canonical = new HashMap<>();
    SAME.forEach((name, others) -> others.forEach(other -> canonical.put(other, name)));
    return Map.copyOf(canonical);
  }
}
