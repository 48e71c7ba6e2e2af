package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.wire.Events.AGENT;
import static watchbill.wire.Events.AT;
import static watchbill.wire.Events.accepted;
import static watchbill.wire.Events.event;
import static watchbill.wire.Events.read;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent.Checkpointed;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.Resumed;
import watchbill.core.AgentEvent.SessionEnded;
import watchbill.core.AgentEvent.SessionStarted;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskProgressed;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.AgentEvent.Waiting;
import watchbill.core.AgentKey;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;
import watchbill.wire.Decoded.Accepted;
import watchbill.wire.Decoded.Unknown;

class EventReaderTest {
  @Test
  void readsTheContractsExample() {
    String json =
        """
        {"specversion":"1.0","id":"01JD","source":"/agents/backend-0","type":"agent.tool.finished",
         "time":"2026-11-22T10:00:00.123Z","subject":"task-42",
         "data":{"session":"s-7","call":"c-17","tool":"Bash","args_hash":"9f2c","result_hash":"ab01",
                 "outcome":"error","error_type":"timeout","duration_ms":30000}}
        """;

    assertThat(read(json))
        .isEqualTo(
            new Accepted(
                new Activity(
                    AGENT,
                    "01JD",
                    AT,
                    new ToolFinished(
                        AT, "c-17", "Bash", "9f2c", "ab01", ToolOutcome.ERROR, "timeout")),
                0));
  }

  @Test
  void readsSessions() {
    assertThat(
            accepted(
                event(
                    "agent.session.started",
                    """
                    {"session":"s-7","pod":"p-1","namespace":"agents","node":"n-3","role":"backend",
                     "runtime":"claude-code"}\
                    """)))
        .isEqualTo(
            new SessionStarted(AT, "s-7", "backend", "claude-code", "agents", "p-1", "n-3", ""));
    assertThat(accepted(event("agent.session.started", "{\"session\":\"s-7\",\"attended\":true}")))
        .isEqualTo(new SessionStarted(AT, "s-7", "", "", "", "", "", "", true));
    assertThat(accepted(event("agent.session.started", "{\"attended\":false}")))
        .isEqualTo(new SessionStarted(AT, "", "", "", "", "", "", ""));
    assertThat(
            accepted(event("agent.session.ended", "{\"session\":\"s-7\",\"reason\":\"logout\"}")))
        .isEqualTo(new SessionEnded(AT, "s-7", "logout"));
  }

  @Test
  void readsTasksWhoseNameIsTheSubject() {
    assertThat(accepted(event("agent.task.started", "{\"kind\":\"bugfix\"}")))
        .isEqualTo(new TaskStarted(AT, "task-42", "bugfix"));
    assertThat(accepted(event("agent.task.progressed", "{\"marker\":\"step 3\"}")))
        .isEqualTo(new TaskProgressed(AT, "task-42", "step 3"));
    assertThat(accepted(event("agent.task.finished", "{\"outcome\":\"cancelled\"}")))
        .isEqualTo(new TaskFinished(AT, "task-42", TaskOutcome.CANCELLED));
  }

  @Test
  void readsUntilWhenATaskShouldBeDone() {
    assertThat(
            accepted(
                event("agent.task.started", "{\"deadline\":\"2026-11-22T12:00:00.123+01:00\"}")))
        .isEqualTo(new TaskStarted(AT, "task-42", "", AT + 3_600_000));
    assertThat(accepted(event("agent.task.started", "{\"deadline\":null}")))
        .isEqualTo(new TaskStarted(AT, "task-42", ""));
  }

  @Test
  void readsSketchesOfArguments() {
    assertThat(
            accepted(
                event(
                    "agent.tool.started",
                    "{\"call\":\"c-1\",\"args_sketch\":\"F0e1d2c3b4a59687\"}")))
        .isEqualTo(new ToolStarted(AT, "c-1", "", "", 0xf0e1d2c3b4a59687L));
    assertThat(
            accepted(
                event(
                    "agent.tool.finished",
                    "{\"call\":\"c-1\",\"outcome\":\"ok\",\"args_sketch\":\"0000000000000001\"}")))
        .isEqualTo(new ToolFinished(AT, "c-1", "", "", "", ToolOutcome.OK, "", 1));
  }

  @Test
  void prefersTheTaskThatTheDataName() {
    assertThat(accepted(event("agent.task.started", "{\"task\":\"t-1\"}")))
        .isEqualTo(new TaskStarted(AT, "t-1", ""));
  }

  @Test
  void readsTheStartOfAToolCall() {
    assertThat(
            accepted(
                event(
                    "agent.tool.started",
                    "{\"call\":\"c-17\",\"tool\":\"Bash\",\"args_hash\":\"9f2c\"}")))
        .isEqualTo(new ToolStarted(AT, "c-17", "Bash", "9f2c"));
  }

  @Test
  void readsModelCalls() {
    String answered =
        """
        {"gen_ai.provider.name":"openai","gen_ai.request.model":"gpt-5","gen_ai.response.id":"r-1",
         "gen_ai.usage.input_tokens":100,"gen_ai.usage.output_tokens":7,
         "gen_ai.usage.cache_read.input_tokens":60,"gen_ai.usage.reasoning.output_tokens":3,
         "usage.server_tool_use.requests":2,"session":"s-7","purpose":"compaction",
         "service_tier":"priority","attempt":2}\
        """;

    assertThat(accepted(event("agent.model.finished", answered)))
        .isEqualTo(
            new ModelAnswered(
                AT,
                "openai",
                "gpt-5",
                "r-1",
                "priority",
                new Usage(40, 7, 60, 0, 0, 2),
                "s-7",
                "task-42",
                true));
    assertThat(
            accepted(
                event(
                    "agent.model.failed",
                    """
                    {"gen_ai.provider.name":"anthropic","gen_ai.request.model":"opus",
                     "error_type":"overloaded_error"}\
                    """)))
        .isEqualTo(new ModelFailed(AT, "anthropic", "opus", "overloaded_error"));
  }

  @Test
  void readsWaitingAndResuming() {
    assertThat(accepted(event("agent.waiting", "{\"for\":\"rate_limit\"}")))
        .isEqualTo(new Waiting(AT, WaitingFor.RATE_LIMIT));
    assertThat(accepted(event("agent.resumed", "{\"for\":\"human\"}")))
        .isEqualTo(new Resumed(AT, WaitingFor.HUMAN));
  }

  @Test
  void readsHeartbeatsThatSayAllOrNothing() {
    assertThat(
            accepted(
                event(
                    "agent.heartbeat",
                    """
                    {"active_sessions":3,"queue_depth":0,"context_ratio":0.71,
                     "memory_bytes":1073741824,"call":"c-1"}\
                    """)))
        .isEqualTo(new Heartbeat(AT, 3, 0, "c-1", 1_073_741_824));
    assertThat(accepted(event("agent.heartbeat", "{}"))).isEqualTo(new Heartbeat(AT, -1, -1));
    assertThat(accepted(event("agent.heartbeat", "{\"queue_depth\":null}")))
        .isEqualTo(new Heartbeat(AT, -1, -1));
  }

  @Test
  void readsWhatHappenedToTheContext() {
    assertThat(
            accepted(
                event("agent.context.compacted", "{\"tokens_before\":150,\"tokens_after\":20}")))
        .isEqualTo(new ContextReduced(AT, ContextReduction.COMPACTED, 150, 20));
    assertThat(accepted(event("agent.context.cleared", "{}")))
        .isEqualTo(new ContextReduced(AT, ContextReduction.CLEARED, -1, -1));
    assertThat(accepted(event("agent.context.archived", "{\"tokens_before\":150}")))
        .isEqualTo(new ContextReduced(AT, ContextReduction.ARCHIVED, 150, -1));
  }

  @Test
  void readsCheckpointsOfAgents() {
    assertThat(accepted(event("agent.checkpoint.saved", "{\"age_ms\":12}")))
        .isEqualTo(new Checkpointed(AT, "task-42", false));
    assertThat(accepted(event("agent.checkpoint.restored", "{\"task\":\"t-1\"}")))
        .isEqualTo(new Checkpointed(AT, "t-1", true));
  }

  @Test
  void readsDataThatStandBeforeTheirType() {
    String json =
        """
        {"data":{"for":"agent"},"time":"2026-11-22T10:00:00.123Z","type":"agent.waiting",
         "source":"/agents/backend-0","id":"e-1","specversion":"1.0"}\
        """;

    assertThat(accepted(json)).isEqualTo(new Waiting(AT, WaitingFor.AGENT));
  }

  @Test
  void ignoresAttributesThatItDoesNotKnow() {
    String json = event("agent.heartbeat", "{}").replaceFirst("\\{", "{\"trace\":{\"a\":[1]},");

    assertThat(accepted(json)).isEqualTo(new Heartbeat(AT, -1, -1));
  }

  @Test
  void countsKeysOfTheDataThatItDoesNotKnow() {
    String data =
        "{\"mood\":\"good\",\"tool\":5,\"deep\":{\"for\":1},\"session\":\"s\",\"for\":\"human\"}";

    Decoded decoded = read(event("agent.waiting", data));

    assertThat(((Accepted) decoded).unknownKeys()).isEqualTo(3);
  }

  @Test
  void answersUnknownForATypeThatIsNotOurs() {
    assertThat(read(event("agent.dreamt", "{\"for\":1}"))).isEqualTo(new Unknown("agent.dreamt"));
  }

  @Test
  void readsAPartOfAnArray() {
    byte[] json = ("xx" + event("agent.heartbeat", "{}") + "yy").getBytes(StandardCharsets.UTF_8);

    assertThat(new EventReader().read(AGENT, json, 2, json.length - 4, AT))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void forgetsTheEventBefore() {
    EventReader reader = new EventReader();
    byte[] full =
        event("agent.heartbeat", "{\"queue_depth\":4,\"x\":1}").getBytes(StandardCharsets.UTF_8);
    byte[] bare =
        event("agent.heartbeat", "{}")
            .replace("\"subject\":\"task-42\",", "")
            .getBytes(StandardCharsets.UTF_8);

    reader.read(AGENT, full, 0, full.length, AT);

    assertThat(reader.read(AGENT, bare, 0, bare.length, AT))
        .isEqualTo(new Accepted(new Activity(AGENT, "e-1", AT, new Heartbeat(AT, -1, -1)), 0));
  }

  @Test
  void takesTheAgentOfARecordedEventFromItsSource() {
    assertThat(recorded("/agents/backend-0")).isEqualTo(new AgentKey("files", "backend-0"));
    assertThat(recorded("/tenants/a%20b/agents/c%2Fd")).isEqualTo(new AgentKey("a b", "c/d"));
  }

  @Test
  void countsARecordedEventAsHeardWhenItHappenedOrWithTheOneBefore() {
    byte[] json = event("agent.heartbeat", "{}").getBytes(StandardCharsets.UTF_8);
    EventReader reader = new EventReader();

    Decoded first = reader.readRecorded("t", json, 0, json.length, EventReader.NOT_BEGUN);
    Decoded late = reader.readRecorded("t", json, 0, json.length, AT + 5);

    assertThat(((Accepted) first).activity().heardAtMillis()).isEqualTo(AT);
    assertThat(((Accepted) late).activity().heardAtMillis()).isEqualTo(AT + 5);
  }

  private static AgentKey recorded(String source) {
    byte[] json =
        event("agent.heartbeat", "{}")
            .replace("/agents/backend-0", source)
            .getBytes(StandardCharsets.UTF_8);
    Decoded decoded =
        new EventReader().readRecorded("files", json, 0, json.length, EventReader.NOT_BEGUN);
    return ((Accepted) decoded).activity().agent();
  }
}
