package watchbill.wire.otlp;

import java.nio.charset.StandardCharsets;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.AgentEvent.Waiting;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;
import watchbill.wire.ArgsSketch;

/// The events of Claude Code (https://code.claude.com/docs/en/monitoring-usage).
///
/// A prompt begins a task and ends the one before. A decision to run a tool begins its call: the
/// person has been asked by then. After an answer on the main thread the agent runs a tool, and
/// says so at once, or it is the person's turn: so from then on it waits for a human until it
/// stirs. Tokens are counted as Anthropic does, without those from a cache; `cost_usd` is the
/// agent's own estimate and is not read.
final class ClaudeCodeEvents {
  static final String PREFIX = "claude_code.";
  static final String PROVIDER = "anthropic";

  private ClaudeCodeEvents() {}

  /// Takes an event.
  ///
  /// @param kind its name without the prefix
  static void take(String kind, Item item, Batch batch) {
    long at = item.atMillis;
    switch (kind) {
      case "user_prompt" -> prompted(item.text(Key.PROMPT), item, batch);
      case "api_request" -> answered(item, batch);
      case "api_error" -> failed(item.text(Key.STATUS_CODE), item, batch);
      case "api_retries_exhausted" -> failed("retries_exhausted", item, batch);
      case "tool_decision" -> decided(item, batch);
      case "tool_result" -> returned(item, batch);
      case "compaction" -> {
        if (!item.text(Key.SUCCESS).equals("false")) {
          batch.heard(item.sender, item.text(Key.SESSION), at);
          batch.tell(
              item.sender.agent(),
              item.print(),
              new ContextReduced(
                  at,
                  ContextReduction.COMPACTED,
                  Math.max(-1, item.attributes.count(Key.PRE_TOKENS)),
                  Math.max(-1, item.attributes.count(Key.POST_TOKENS))));
        }
      }
      case "mcp_server_connection",
          "hook_execution_start",
          "hook_execution_complete",
          "skill_activated",
          "permission_mode_changed" -> {
        batch.heard(item.sender, item.text(Key.SESSION), at);
        batch.tell(item.sender.agent(), item.print(), new Heartbeat(at, -1, -1));
      }
      default -> {
        // Of no use here, among them all that carries bodies of requests and answers.
      }
    }
  }

  /// A person's prompt: a task of this name begins.
  static void prompted(String named, Item item, Batch batch) {
    SessionRecord record = batch.heard(item.sender, item.text(Key.SESSION), item.atMillis);
    String task = named.isEmpty() ? item.print("task") : named;
    if (item.atMillis < record.taskAtMillis) {
      return;
    }
    if (!record.task.isEmpty() && !record.task.equals(task)) {
      batch.tell(
          item.sender.agent(),
          Names.print("task over", record.session, record.task),
          new TaskFinished(item.atMillis, record.task, TaskOutcome.COMPLETED));
    }
    record.task = task;
    record.taskAtMillis = item.atMillis;
    batch.tell(
        item.sender.agent(),
        Names.print("task", record.session, task),
        new TaskStarted(item.atMillis, task, ""));
  }

  private static void answered(Item item, Batch batch) {
    String session = item.text(Key.SESSION);
    batch.heard(item.sender, session, item.atMillis);
    String asked = item.text(Key.QUERY_SOURCE);
    boolean compaction = asked.equals("compact");
    batch.answered(
        item.sender,
        SpendSource.CLAUDE_EVENT,
        item.print("answer", item.text(Key.REQUEST), item.text(Key.OUTPUT_TOKENS)),
        new ModelAnswered(
            item.atMillis,
            PROVIDER,
            Names.label(item.text(Key.MODEL)),
            item.text(Key.REQUEST),
            item.text(Key.SPEED).equals("fast") ? "fast" : "",
            usage(item),
            session,
            item.text(Key.PROMPT),
            compaction));
    if (asked.isEmpty() || asked.equals("repl_main_thread") || asked.equals("sdk")) {
      batch.tell(
          item.sender.agent(), item.print("turn"), new Waiting(item.atMillis, WaitingFor.HUMAN));
    }
  }

  /// The usage in an event or span of Claude Code.
  static Usage usage(Item item) {
    return new Usage(
        item.count(Key.INPUT_TOKENS),
        item.count(Key.OUTPUT_TOKENS),
        item.count(Key.CACHE_READ_TOKENS),
        item.count(Key.CACHE_CREATION_TOKENS),
        0);
  }

  private static void failed(String why, Item item, Batch batch) {
    batch.heard(item.sender, item.text(Key.SESSION), item.atMillis);
    batch.tell(
        item.sender.agent(),
        item.print(why),
        new ModelFailed(
            item.atMillis, PROVIDER, Names.label(item.text(Key.MODEL)), Names.word(why)));
  }

  private static void decided(Item item, Batch batch) {
    String session = item.text(Key.SESSION);
    SessionRecord record = batch.heard(item.sender, session, item.atMillis);
    String call = item.text(Key.TOOL_USE);
    boolean rejected = item.text(Key.DECISION).equals("reject");
    if (rejected) {
      ended(item, record, call.isEmpty() ? item.print() : call, ToolOutcome.REJECTED, batch);
    } else if (!call.isEmpty()) {
      record.callStarted(call);
      batch.tell(
          item.sender.agent(),
          Names.print("call", session, call),
          new ToolStarted(item.atMillis, call, item.text(Key.TOOL_NAME), ""));
    }
  }

  private static void returned(Item item, Batch batch) {
    SessionRecord record = batch.heard(item.sender, item.text(Key.SESSION), item.atMillis);
    String call = item.text(Key.TOOL_USE);
    ToolOutcome outcome =
        item.text(Key.DECISION_TYPE).equals("reject")
            ? ToolOutcome.REJECTED
            : item.text(Key.SUCCESS).equals("false") ? ToolOutcome.ERROR : ToolOutcome.OK;
    ended(item, record, call.isEmpty() ? item.print() : call, outcome, batch);
  }

  /// A call is over. Without the arguments themselves their length and the result's stand for them:
  /// what differs in neither, many times in a row, is the same.
  private static void ended(
      Item item, SessionRecord record, String call, ToolOutcome outcome, Batch batch) {
    record.callEnded(call);
    String arguments = item.text(Key.TOOL_INPUT, Key.TOOL_PARAMETERS);
    long inputSize = item.attributes.count(Key.INPUT_SIZE);
    long resultSize = item.attributes.count(Key.RESULT_SIZE);
    String tool = item.text(Key.TOOL_NAME);
    String argsHash =
        !arguments.isEmpty()
            ? Names.print(tool, arguments)
            : inputSize >= 0 ? "bytes-" + inputSize : "";
    long sketch =
        arguments.isEmpty()
            ? ArgsSketch.NONE
            : ArgsSketch.of(arguments.getBytes(StandardCharsets.UTF_8));
    String error =
        outcome == ToolOutcome.ERROR ? Names.word(item.text(Key.ERROR_KIND, Key.ERROR_TYPE)) : "";
    batch.tell(
        item.sender.agent(),
        Names.print("call over", record.session, call),
        new ToolFinished(
            item.atMillis,
            call,
            tool,
            argsHash,
            resultSize >= 0 ? "bytes-" + resultSize : "",
            outcome,
            error,
            sketch));
  }
}
