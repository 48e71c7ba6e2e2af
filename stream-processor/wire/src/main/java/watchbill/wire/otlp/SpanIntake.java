package watchbill.wire.otlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.state.Fingerprint;

/// The spans of one request: tool calls, failures, and usage, of which each call of a model counts
/// once ([Trace]). A span is told of when it is over.
final class SpanIntake {
  private static final int ERROR = 2;

  /// Where a span stands.
  record Place(
      Fingerprint trace, long span, long parent, long fromNanos, long toNanos, int status) {}

  private record Priced(
      Sender sender, Place place, boolean wrapper, String id, ModelAnswered answer) {}

  /// One with how many spans are known to be around it.
  private record Ranked(Priced one, int depth) {}

  private final Batch batch;
  private final TraceBook traces;
  private final List<Priced> priced = new ArrayList<>();

  SpanIntake(Batch batch, TraceBook traces) {
    this.batch = batch;
    this.traces = traces;
  }

  void take(Item item, Place place) {
    String tenant = item.sender.agent().tenant();
    traces.trace(tenant, place.trace(), batch.nowMillis).link(place.span(), place.parent());
    String id = Names.print("span", Names.hex(place.trace()), Long.toHexString(place.span()));
    if (item.name.startsWith(ClaudeCodeEvents.PREFIX)) {
      claudeCode(item.name.substring(ClaudeCodeEvents.PREFIX.length()), item, place, id);
    } else {
      genAi(item, place, id);
    }
  }

  /// Puts on the bill what is to be there, the inner spans before those around them.
  void finish() {
    List<Ranked> ranked = new ArrayList<>();
    for (Priced one : priced) {
      ranked.add(new Ranked(one, trace(one).depth(one.place().span())));
    }
    ranked.sort(
        Comparator.comparingInt((Ranked each) -> -each.depth())
            .thenComparingLong(each -> each.one().place().toNanos())
            .thenComparingLong(each -> -each.one().place().fromNanos()));
    for (Ranked each : ranked) {
      Priced one = each.one();
      Place place = one.place();
      Usage usage = one.answer().usage();
      Trace.Call call =
          new Trace.Call(
              place.fromNanos(), place.toNanos(), usage.prompt(), usage.output(), one.wrapper());
      if (trace(one).price(place.span(), call)) {
        batch.answered(one.sender(), SpendSource.SPAN, one.id(), one.answer());
      }
    }
    traces.save();
  }

  private Trace trace(Priced one) {
    return traces.trace(one.sender().agent().tenant(), one.place().trace(), batch.nowMillis);
  }

  private void claudeCode(String kind, Item item, Place place, String id) {
    String session = item.text(Key.SESSION);
    SessionRecord record = batch.heard(item.sender, session, item.atMillis);
    switch (kind) {
      case "llm_request" -> {
        Usage usage = ClaudeCodeEvents.usage(item);
        String request = item.text(Key.REQUEST, Key.RESPONSE_ID);
        if (usage.total() > 0) {
          ModelAnswered answer =
              new ModelAnswered(
                  item.atMillis,
                  ClaudeCodeEvents.PROVIDER,
                  Names.label(item.text(Key.MODEL, Key.REQUEST_MODEL)),
                  request,
                  item.text(Key.SPEED).equals("fast") ? "fast" : "",
                  usage,
                  session,
                  item.text(Key.PROMPT),
                  item.text(Key.QUERY_SOURCE).equals("compact"));
          priced.add(new Priced(item.sender, place, false, id, answer));
        } else if (place.status() == ERROR || item.text(Key.SUCCESS).equals("false")) {
          failed(item, ClaudeCodeEvents.PROVIDER, Names.label(item.text(Key.MODEL)), id);
        }
      }
      case "tool" -> {
        String call = item.text(Key.TOOL_USE, Key.GEN_AI_CALL);
        if (!call.isEmpty()) {
          record.callEnded(call);
          toolEnded(item, place, call, item.text(Key.TOOL_NAME));
        }
      }
      case "interaction" -> {
        if (!record.task.isEmpty() && place.toNanos() / 1_000_000 >= record.taskAtMillis) {
          batch.tell(
              item.sender.agent(),
              Names.print("task over", session, record.task),
              new TaskFinished(item.atMillis, record.task, TaskOutcome.COMPLETED));
          record.task = "";
        }
      }
      default -> {
        // The parts of a tool's call.
      }
    }
  }

  private void genAi(Item item, Place place, String id) {
    String operation = GenAi.operation(item);
    if (GenAi.isTool(operation)) {
      String call = item.text(Key.GEN_AI_CALL);
      toolEnded(
          item,
          place,
          call.isEmpty() ? id : call,
          item.text(Key.GEN_AI_TOOL, Key.OPENINFERENCE_TOOL));
      return;
    }
    ModelAnswered answer = GenAi.answer(item, item.text(Key.RESPONSE_ID));
    if (answer.usage().total() > 0) {
      priced.add(new Priced(item.sender, place, GenAi.isWrapper(operation), id, answer));
    } else if (place.status() == ERROR && !operation.isEmpty() && !GenAi.isWrapper(operation)) {
      failed(item, GenAi.provider(item), GenAi.model(item), id);
    }
  }

  private void failed(Item item, String provider, String model, String id) {
    String why = item.text(Key.ERROR_TYPE, Key.STATUS_CODE);
    batch.tell(
        item.sender.agent(), id, new ModelFailed(item.atMillis, provider, model, Names.word(why)));
  }

  private void toolEnded(Item item, Place place, String call, String tool) {
    boolean failed = place.status() == ERROR || item.text(Key.SUCCESS).equals("false");
    batch.tell(
        item.sender.agent(),
        Names.print("call over", GenAi.session(item), call),
        new ToolFinished(
            item.atMillis,
            call,
            tool,
            "",
            "",
            failed ? ToolOutcome.ERROR : ToolOutcome.OK,
            failed ? Names.word(item.text(Key.ERROR_TYPE, Key.ERROR_KIND)) : ""));
  }
}
