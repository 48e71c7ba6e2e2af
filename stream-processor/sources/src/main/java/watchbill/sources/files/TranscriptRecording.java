package watchbill.sources.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.SessionEnded;
import watchbill.core.AgentEvent.SessionStarted;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentKey;
import watchbill.core.TaskOutcome;
import watchbill.wire.Decoded;
import watchbill.wire.transcripts.TranscriptLine;
import watchbill.wire.transcripts.TranscriptReader;

/// A session file of Claude Code ([watchbill.wire.transcripts]), line by line. Each session is an
/// agent, named by its project and the beginning of its id, that a person attends. A prompt begins
/// a task and ends the one before; with the file all that is open ends.
public final class TranscriptRecording implements Recording {
  private static final int ID = 8;

  private record Open(AgentKey agent, String session, String task) {}

  private final Lines lines;
  private final String tenant;
  private final TranscriptReader reader;
  private final Deque<RecordedLine> ready = new ArrayDeque<>();
  private final Map<String, Open> sessions = new HashMap<>();
  private long clockMillis;
  private boolean over;

  /// A transcript at its beginning.
  ///
  /// @param in closed by the caller
  /// @param tenant whose the sessions are; not empty
  /// @param readAtMillis when it is read, in milliseconds since the epoch
  public TranscriptRecording(InputStream in, String tenant, long readAtMillis) throws IOException {
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException("tenant: want a name, have none");
    }
    this.lines = Lines.of(in, TranscriptReader.MAX_BYTES + 1);
    this.tenant = tenant;
    this.reader = new TranscriptReader(readAtMillis);
  }

  @Override
  public @Nullable RecordedLine next() throws IOException {
    while (ready.isEmpty() && !over) {
      if (lines.next()) {
        switch (reader.read(lines.bytes(), 0, lines.length())) {
          case TranscriptLine.Happened happened -> play(happened);
          case TranscriptLine.Ignored ignored ->
              ready.add(new RecordedLine(lines.number(), new Decoded.Unknown(ignored.type())));
          case TranscriptLine.Refused refused ->
              ready.add(
                  new RecordedLine(
                      lines.number(), new Decoded.Rejected(refused.reason(), refused.detail())));
        }
      } else {
        over = true;
        sessions.values().forEach(this::end);
      }
    }
    return ready.poll();
  }

  private void play(TranscriptLine.Happened happened) {
    String session = happened.session();
    long at = happened.atMillis();
    Open open = sessions.get(session);
    if (open == null) {
      open = new Open(agent(happened), session, "");
      sessions.put(session, open);
      emit(
          open.agent,
          session + "-first",
          new SessionStarted(at, session, "", "claude-code", "", "", "", "", true));
    }
    if (!open.task.isEmpty() && (happened.prompt() || happened.interrupted())) {
      TaskOutcome outcome =
          happened.interrupted() ? TaskOutcome.INTERRUPTED : TaskOutcome.COMPLETED;
      emit(open.agent, open.task + "-over", new TaskFinished(at, open.task, outcome));
      open = new Open(open.agent, session, "");
      sessions.put(session, open);
    }
    if (happened.prompt()) {
      open = new Open(open.agent, session, happened.id());
      sessions.put(session, open);
      emit(open.agent, happened.id(), new TaskStarted(at, happened.id(), ""));
    }
    int number = 0;
    for (AgentEvent event : happened.events()) {
      emit(open.agent, happened.id() + "-" + number++, inTask(event, open.task));
    }
  }

  private static AgentEvent inTask(AgentEvent event, String task) {
    return event instanceof AgentEvent.ModelAnswered answer
        ? new AgentEvent.ModelAnswered(
            answer.atMillis(),
            answer.provider(),
            answer.model(),
            answer.response(),
            answer.serviceTier(),
            answer.usage(),
            answer.session(),
            task,
            answer.compaction())
        : event;
  }

  private AgentKey agent(TranscriptLine.Happened happened) {
    String session = happened.session();
    String id = session.length() > ID ? session.substring(0, ID) : session;
    String project = happened.project();
    return new AgentKey(tenant, project.isEmpty() ? session : project + "-" + id);
  }

  private void end(Open open) {
    if (!open.task.isEmpty()) {
      emit(
          open.agent,
          open.task + "-over",
          new TaskFinished(clockMillis, open.task, TaskOutcome.COMPLETED));
    }
    emit(
        open.agent,
        open.session + "-last",
        new SessionEnded(clockMillis, open.session, "the recording ends"));
  }

  private void emit(AgentKey agent, String id, AgentEvent event) {
    clockMillis = Math.max(clockMillis, event.atMillis());
    Activity activity = new Activity(agent, id, clockMillis, event);
    ready.add(new RecordedLine(lines.number(), new Decoded.Accepted(activity, 0)));
  }
}
