package watchbill.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every event, metric and span that is read, in the official model, and what becomes of it: one
/// file to look through.
class EveryEventTest {
  private static final Path GOLDEN = Path.of("src/test/resources/watchbill/wire/otlp/every.txt");
  private static final long T0 = 1_770_000_000_000L;
  private static final Resource CLAUDE =
      Proto.resource(
          "service.name", "claude-code", "agent.name", "front end", "k8s.pod.name", "front-0");
  private static final Resource GEMINI = Proto.resource("service.name", "gemini-cli");
  private static final Resource APP =
      Proto.resource("service.name", "shop.agent", "host.name", "box");

  private final StringBuilder text = new StringBuilder();

  private static LogRecord claude(String name, int second, Object... more) {
    List<Object> pairs =
        new ArrayList<>(
            List.of(
                "session.id",
                "s-1",
                "prompt.id",
                "p-1",
                "event.name",
                name,
                "event.sequence",
                second,
                "user.email",
                "somebody@example.test"));
    pairs.addAll(Arrays.asList(more));
    return Proto.event("claude_code." + name, T0 + second * 1_000L, pairs.toArray());
  }

  private static LogRecord gemini(String name, int second, Object... more) {
    List<Object> pairs =
        new ArrayList<>(List.of("session.id", "g-1", "event.name", "gemini_cli." + name));
    pairs.addAll(Arrays.asList(more));
    return Proto.event("words for people", T0 + second * 1_000L, pairs.toArray());
  }

  private void logs(String what, Resource resource, LogRecord record) {
    Desk desk = new Desk();
    desk.logs(T0 + 100_000, Proto.logs(resource, record));
    write(what, desk);
  }

  private void metric(String what, Resource resource, Metric metric) {
    Desk desk = new Desk();
    desk.metrics(T0 + 100_000, Proto.metrics(resource, metric));
    desk.settle(T0 + 200_000);
    write(what, desk);
  }

  private void span(String what, Resource resource, Span span) {
    Desk desk = new Desk();
    desk.traces(T0 + 100_000, Proto.traces(resource, span));
    write(what, desk);
  }

  private void write(String what, Desk desk) {
    text.append("## ").append(what).append('\n').append(desk.lines());
    if (desk.total().total() > 0) {
      text.append("bill: ").append(desk.total()).append(", $").append(desk.dollars()).append('\n');
    }
    desk.refused.forEach((reason, count) ->
        text.append("refused: ").append(count).append(' ').append(reason).append('\n'));
    text.append('\n');
  }

  private static NumberDataPoint of(double value, Object... pairs) {
    return Proto.point(T0, T0 + 60_000, value, pairs);
  }

  @Test
  void becomesWhatIsWrittenDown() throws IOException {
    claudeCode();
    geminiCli();
    genAi();
    String golden = text.toString();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, golden);
    }
    assertThat(golden).isEqualTo(Files.readString(GOLDEN));
    assertThat(golden).doesNotContain("secret").doesNotContain("somebody@");
  }

  private void claudeCode() {
    logs("user_prompt", CLAUDE, claude("user_prompt", 1, "prompt", "a secret", "prompt_length", 8));
    logs(
        "api_request",
        CLAUDE,
        claude(
            "api_request",
            2,
            "model",
            "sonnet",
            "cost_usd",
            "0.02",
            "duration_ms",
            "1200",
            "input_tokens",
            "3",
            "output_tokens",
            "412",
            "cache_read_tokens",
            "24983",
            "cache_creation_tokens",
            "19233",
            "request_id",
            "req_1",
            "query_source",
            "repl_main_thread"));
    logs(
        "api_request that compacts",
        CLAUDE,
        claude(
            "api_request",
            2,
            "model",
            "sonnet",
            "input_tokens",
            3,
            "output_tokens",
            4,
            "request_id",
            "req_2",
            "query_source",
            "compact",
            "speed",
            "fast"));
    logs(
        "api_error",
        CLAUDE,
        claude("api_error", 3, "model", "sonnet", "status_code", "529", "error", "a secret"));
    logs("api_retries_exhausted", CLAUDE, claude("api_retries_exhausted", 3, "total_attempts", 10));
    logs(
        "tool_decision accept",
        CLAUDE,
        claude(
            "tool_decision",
            4,
            "tool_name",
            "Bash",
            "tool_use_id",
            "toolu_1",
            "decision",
            "accept",
            "source",
            "config"));
    logs(
        "tool_decision reject",
        CLAUDE,
        claude(
            "tool_decision",
            4,
            "tool_name",
            "Bash",
            "tool_use_id",
            "toolu_1",
            "decision",
            "reject",
            "source",
            "user_reject"));
    logs(
        "tool_result",
        CLAUDE,
        claude(
            "tool_result",
            5,
            "tool_name",
            "Bash",
            "tool_use_id",
            "toolu_1",
            "success",
            "true",
            "duration_ms",
            "57",
            "tool_input_size_bytes",
            "120",
            "tool_result_size_bytes",
            "3000"));
    logs(
        "tool_result that failed, with details",
        CLAUDE,
        claude(
            "tool_result",
            5,
            "tool_name",
            "Bash",
            "tool_use_id",
            "toolu_2",
            "success",
            "false",
            "error",
            "a secret",
            "error_type",
            "Error:ENOENT",
            "tool_parameters",
            "{\"command\":\"cat secret\"}"));
    logs(
        "compaction",
        CLAUDE,
        claude(
            "compaction",
            6,
            "trigger",
            "auto",
            "pre_tokens",
            "160000",
            "post_tokens",
            "20000",
            "success",
            "true"));
    logs(
        "mcp_server_connection",
        CLAUDE,
        claude("mcp_server_connection", 7, "status", "failed", "transport_type", "stdio"));
    logs("hook_execution_start", CLAUDE, claude("hook_execution_start", 7));
    logs("hook_execution_complete", CLAUDE, claude("hook_execution_complete", 7));
    logs("permission_mode_changed", CLAUDE, claude("permission_mode_changed", 7));
    logs("skill_activated", CLAUDE, claude("skill_activated", 7));
    for (String name :
        List.of(
            "auth",
            "internal_error",
            "hook_registered",
            "plugin_installed",
            "plugin_loaded",
            "at_mention",
            "api_request_body",
            "api_response_body",
            "feedback_survey")) {
      logs(name, CLAUDE, claude(name, 8, "body", "a secret"));
    }
    metric(
        "claude_code.token.usage",
        CLAUDE,
        Proto.sum(
            "claude_code.token.usage",
            false,
            of(3, "session.id", "s-1", "model", "sonnet", "type", "input"),
            of(412, "session.id", "s-1", "model", "sonnet", "type", "output"),
            of(24_983, "session.id", "s-1", "model", "sonnet", "type", "cacheRead"),
            of(19_233, "session.id", "s-1", "model", "sonnet", "type", "cacheCreation")));
    for (String name :
        List.of(
            "session.count",
            "commit.count",
            "pull_request.count",
            "lines_of_code.count",
            "cost.usage",
            "code_edit_tool.decision",
            "active_time.total")) {
      metric(
          "claude_code." + name,
          CLAUDE,
          Proto.sum("claude_code." + name, false, of(2, "session.id", "s-1")));
    }
    span(
        "span llm_request",
        CLAUDE,
        Proto.span(
            "claude_code.llm_request",
            2,
            1,
            T0,
            T0 + 900,
            "session.id",
            "s-1",
            "model",
            "sonnet",
            "input_tokens",
            2,
            "output_tokens",
            1_200,
            "cache_read_tokens",
            84_562,
            "cache_creation_tokens",
            7_096,
            "success",
            true,
            "request_id",
            "req_9"));
    span(
        "span llm_request that failed",
        CLAUDE,
        Proto.failed(
            Proto.span(
                "claude_code.llm_request",
                2,
                1,
                T0,
                T0 + 900,
                "session.id",
                "s-1",
                "model",
                "sonnet",
                "status_code",
                529)));
    span(
        "span tool",
        CLAUDE,
        Proto.span(
            "claude_code.tool",
            3,
            1,
            T0,
            T0 + 900,
            "session.id",
            "s-1",
            "tool_name",
            "Bash",
            "tool_use_id",
            "toolu_1"));
  }

  private void geminiCli() {
    logs("gemini config", GEMINI, gemini("config", 0));
    logs(
        "gemini user_prompt",
        GEMINI,
        gemini("user_prompt", 1, "prompt_id", "q", "prompt", "secret"));
    logs("gemini api_request", GEMINI, gemini("api_request", 2, "model", "gemini-2.5-pro"));
    logs(
        "gemini api_response",
        GEMINI,
        gemini(
            "api_response",
            3,
            "model",
            "gemini-2.5-pro",
            "input_token_count",
            12_000,
            "cached_content_token_count",
            8_000,
            "output_token_count",
            350,
            "thoughts_token_count",
            420,
            "tool_token_count",
            5,
            "prompt_id",
            "q"));
    logs(
        "gemini api_error",
        GEMINI,
        gemini("api_error", 3, "model", "gemini-2.5-pro", "status_code", 429, "error", "secret"));
    logs(
        "gemini tool_call",
        GEMINI,
        gemini("tool_call", 4, "function_name", "grep", "success", false, "error_type", "timeout"));
    logs(
        "gemini chat_compression",
        GEMINI,
        gemini("chat_compression", 5, "tokens_before", 9_000, "tokens_after", 900));
    logs("gemini llm_loop_check", GEMINI, gemini("llm_loop_check", 5));
    logs("gemini agent.start", GEMINI, gemini("agent.start", 5));
    logs("gemini agent.finish", GEMINI, gemini("agent.finish", 5));
    logs("gemini conversation_finished", GEMINI, gemini("conversation_finished", 6));
    metric(
        "gemini_cli.token.usage",
        GEMINI,
        Proto.sum(
            "gemini_cli.token.usage",
            true,
            of(12_000, "session.id", "g-1", "model", "gemini-2.5-pro", "type", "input"),
            of(8_000, "session.id", "g-1", "model", "gemini-2.5-pro", "type", "cache"),
            of(350, "session.id", "g-1", "model", "gemini-2.5-pro", "type", "output"),
            of(420, "session.id", "g-1", "model", "gemini-2.5-pro", "type", "thought")));
  }

  private void genAi() {
    span(
        "first generation",
        APP,
        Proto.span(
            "chat gpt",
            2,
            0,
            T0,
            T0 + 900,
            "gen_ai.system",
            "openai",
            "gen_ai.request.model",
            "gpt",
            "gen_ai.usage.prompt_tokens",
            100,
            "gen_ai.usage.completion_tokens",
            7,
            "gen_ai.prompt.0.content",
            "a secret"));
    span(
        "second generation",
        APP,
        Proto.span(
            "chat gpt",
            2,
            0,
            T0,
            T0 + 900,
            "gen_ai.system",
            "openai",
            "gen_ai.operation.name",
            "chat",
            "gen_ai.request.model",
            "gpt",
            "gen_ai.response.model",
            "gpt-1",
            "gen_ai.usage.input_tokens",
            100,
            "gen_ai.usage.output_tokens",
            7,
            "gen_ai.response.id",
            "resp_1"));
    span(
        "third generation",
        APP,
        Proto.span(
            "chat claude",
            2,
            0,
            T0,
            T0 + 900,
            "gen_ai.provider.name",
            "anthropic",
            "gen_ai.operation.name",
            "chat",
            "gen_ai.request.model",
            "sonnet",
            "gen_ai.usage.input_tokens",
            44_219,
            "gen_ai.usage.output_tokens",
            412,
            "gen_ai.usage.cache_read.input_tokens",
            24_983,
            "gen_ai.usage.cache_creation.input_tokens",
            19_233,
            "gen_ai.response.id",
            "msg_1",
            "gen_ai.conversation.id",
            "c-1"));
    span(
        "cached tokens counted apart",
        APP,
        Proto.span(
            "chat claude",
            2,
            0,
            T0,
            T0 + 900,
            "gen_ai.provider.name",
            "anthropic",
            "gen_ai.request.model",
            "sonnet",
            "gen_ai.usage.input_tokens",
            3,
            "gen_ai.usage.output_tokens",
            412,
            "gen_ai.usage.cache_read.input_tokens",
            24_983));
    span(
        "execute_tool",
        APP,
        Proto.span(
            "execute_tool search",
            2,
            0,
            T0,
            T0 + 900,
            "gen_ai.operation.name",
            "execute_tool",
            "gen_ai.tool.name",
            "search",
            "gen_ai.tool.call.id",
            "call_1",
            "gen_ai.tool.call.arguments",
            "a secret"));
    span(
        "chat that failed",
        APP,
        Proto.failed(
            Proto.span(
                "chat gpt",
                2,
                0,
                T0,
                T0 + 900,
                "gen_ai.provider.name",
                "openai",
                "gen_ai.operation.name",
                "chat",
                "gen_ai.request.model",
                "gpt",
                "error.type",
                "timeout")));
    span(
        "OpenInference",
        APP,
        Proto.span(
            "ChatCompletion",
            2,
            0,
            T0,
            T0 + 900,
            "openinference.span.kind",
            "LLM",
            "llm.provider",
            "openai",
            "llm.model_name",
            "gpt",
            "llm.token_count.prompt",
            100,
            "llm.token_count.completion",
            7,
            "llm.token_count.prompt_details.cache_read",
            60,
            "session.id",
            "c-1",
            "input.value",
            "a secret"));
    span(
        "OpenInference tool",
        APP,
        Proto.span(
            "search",
            2,
            0,
            T0,
            T0 + 900,
            "openinference.span.kind",
            "TOOL",
            "tool.name",
            "search"));
    logs(
        "gen_ai.client.inference.operation.details",
        APP,
        Proto.event(
            "",
            T0,
            "event.name",
            "gen_ai.client.inference.operation.details",
            "gen_ai.provider.name",
            "openai",
            "gen_ai.request.model",
            "gpt",
            "gen_ai.usage.input_tokens",
            100,
            "gen_ai.usage.output_tokens",
            7));
    metric(
        "gen_ai.client.token.usage",
        APP,
        Proto.histogram(
            "gen_ai.client.token.usage",
            true,
            Proto.distribution(
                T0,
                T0 + 60_000,
                2,
                150,
                "gen_ai.token.type",
                "input",
                "gen_ai.provider.name",
                "openai",
                "gen_ai.request.model",
                "gpt"),
            Proto.distribution(
                T0,
                T0 + 60_000,
                2,
                10,
                "gen_ai.token.type",
                "output",
                "gen_ai.provider.name",
                "openai",
                "gen_ai.request.model",
                "gpt")));
    metric(
        "gen_ai.client.inference.operation.input_tokens",
        APP,
        Proto.histogram(
            "gen_ai.client.inference.operation.input_tokens",
            true,
            Proto.distribution(
                T0,
                T0 + 60_000,
                2,
                150,
                "gen_ai.provider.name",
                "openai",
                "gen_ai.request.model",
                "gpt")));
    metric(
        "gen_ai.client.operation.duration",
        APP,
        Proto.histogram(
            "gen_ai.client.operation.duration", true, Proto.distribution(T0, T0 + 9, 2, 1.5)));
    for (String name :
        List.of(
            "input_tokens",
            "output_tokens",
            "cache_read.input_tokens",
            "cache_write.input_tokens",
            "reasoning.output_tokens",
            "detailed.input_tokens")) {
      metric(
          "gen_ai.client.inference.usage." + name,
          APP,
          Proto.sum(
              "gen_ai.client.inference.usage." + name,
              true,
              of(150, "gen_ai.provider.name", "openai", "gen_ai.request.model", "gpt")));
    }
  }
}
