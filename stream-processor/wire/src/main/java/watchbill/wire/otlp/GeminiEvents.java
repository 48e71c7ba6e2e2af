package watchbill.wire.otlp;

import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.Waiting;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;

/// The events of Gemini CLI
/// (https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/telemetry.md).
///
/// Its input count includes what came from a cache and leaves out the results of tools, and its
/// output count leaves out thoughts. It tells of a tool call when it is over, not when it begins.
final class GeminiEvents {
  static final String PREFIX = "gemini_cli.";
  static final String PROVIDER = "gcp.gemini";

  private GeminiEvents() {}

  /// Takes an event.
  ///
  /// @param kind its name without the prefix
  static void take(String kind, Item item, Batch batch) {
    long at = item.atMillis;
    String session = item.text(Key.SESSION);
    switch (kind) {
      case "user_prompt" ->
          ClaudeCodeEvents.prompted(item.text(Key.PROMPT_OF_GEMINI, Key.PROMPT), item, batch);
      case "api_response" -> answered(item, batch);
      case "api_error" -> {
        batch.heard(item.sender, session, at);
        String why = item.text(Key.ERROR_KIND, Key.STATUS_CODE);
        batch.tell(
            item.sender.agent(),
            item.print(),
            new ModelFailed(at, PROVIDER, Names.label(item.text(Key.MODEL)), Names.word(why)));
      }
      case "tool_call" -> called(item, batch);
      case "chat_compression" -> {
        batch.heard(item.sender, session, at);
        batch.tell(
            item.sender.agent(),
            item.print(),
            new ContextReduced(
                at,
                ContextReduction.COMPACTED,
                Math.max(-1, item.attributes.count(Key.TOKENS_BEFORE)),
                Math.max(-1, item.attributes.count(Key.TOKENS_AFTER))));
      }
      case "conversation_finished" -> {
        SessionRecord record = batch.heard(item.sender, session, at);
        if (!record.task.isEmpty()) {
          batch.tell(
              item.sender.agent(),
              Names.print("task over", session, record.task),
              new TaskFinished(at, record.task, TaskOutcome.COMPLETED));
          record.task = "";
        }
      }
      case "config", "api_request", "agent.start", "agent.finish", "llm_loop_check" -> {
        batch.heard(item.sender, session, at);
        batch.tell(item.sender.agent(), item.print(), new Heartbeat(at, -1, -1));
      }
      default -> {
        // Of no use here.
      }
    }
  }

  private static void answered(Item item, Batch batch) {
    String session = item.text(Key.SESSION);
    batch.heard(item.sender, session, item.atMillis);
    long cached = item.count(Key.CACHED_COUNT);
    long prompt = item.count(Key.INPUT_COUNT);
    Usage usage =
        new Usage(
            Math.max(prompt, cached) - cached + item.count(Key.TOOL_COUNT),
            item.count(Key.OUTPUT_COUNT) + item.count(Key.THOUGHTS_COUNT),
            cached,
            0,
            0);
    String task = item.text(Key.PROMPT_OF_GEMINI, Key.PROMPT);
    batch.answered(
        item.sender,
        SpendSource.GEMINI_EVENT,
        item.print("answer", task, Long.toString(usage.total())),
        new ModelAnswered(
            item.atMillis,
            PROVIDER,
            Names.label(item.text(Key.MODEL)),
            "",
            "",
            usage,
            session,
            task,
            false));
    batch.tell(
        item.sender.agent(), item.print("turn"), new Waiting(item.atMillis, WaitingFor.HUMAN));
  }

  private static void called(Item item, Batch batch) {
    batch.heard(item.sender, item.text(Key.SESSION), item.atMillis);
    ToolOutcome outcome =
        item.text(Key.DECISION).equals("reject")
            ? ToolOutcome.REJECTED
            : item.text(Key.SUCCESS).equals("false") ? ToolOutcome.ERROR : ToolOutcome.OK;
    String call = item.print(item.text(Key.FUNCTION_NAME));
    batch.tell(
        item.sender.agent(),
        call,
        new ToolFinished(
            item.atMillis,
            call,
            item.text(Key.FUNCTION_NAME),
            "",
            "",
            outcome,
            outcome == ToolOutcome.ERROR ? Names.word(item.text(Key.ERROR_KIND)) : ""));
  }
}
