package watchbill.sources.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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
import watchbill.wire.sessions.SessionLine;
import watchbill.wire.sessions.SessionReader;

/// A recording of coding-agent sessions ([watchbill.wire.sessions]), played as one fleet: the
/// events of all sessions in the order of their times. The file need only be in order within each
/// session, so it is read whole; lines that are no events come first.
///
/// A session begins with the first of its lines, and a person attends it. A task ends once: when
/// the turn is over or it is said to be finished, whichever comes first, or else when the next one
/// of its session begins. A session ends with the last of its lines: what comes after it, nobody
/// recorded.
public final class SessionRecording implements Recording {
  private static final int MAX_LINES = 5_000_000;

  private record Line(long number, SessionLine.Happened happened) {
    private long atMillis() {
      return happened.event().atMillis();
    }
  }

  private final BiFunction<String, String, AgentKey> agents;
  private final Deque<RecordedLine> ready = new ArrayDeque<>();
  private final Map<String, String> openTasks = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final Map<String, Long> lastLines = new HashMap<>();
  private final Deque<Line> lines;

  private SessionRecording(InputStream in, BiFunction<String, String, AgentKey> agents)
      throws IOException {
    this.agents = agents;
    List<Line> events = readAll(Lines.of(in));
    events.sort(Comparator.comparingLong(Line::atMillis));
    events.forEach(line -> lastLines.put(line.happened().session(), line.number()));
    this.lines = new ArrayDeque<>(events);
  }

  /// All sessions as agents of one tenant: a response that two sessions repeat is one response.
  ///
  /// @param in read to its end, and closed by the caller
  public static SessionRecording ofOneTenant(InputStream in, String tenant) throws IOException {
    return new SessionRecording(in, (session, _) -> new AgentKey(tenant, session));
  }

  /// Each session as a tenant of its own.
  ///
  /// @param in read to its end, and closed by the caller
  public static SessionRecording ofTenants(InputStream in) throws IOException {
    return new SessionRecording(in, AgentKey::new);
  }

  @Override
  public @Nullable RecordedLine next() {
    while (ready.isEmpty() && !lines.isEmpty()) {
      play(lines.remove());
    }
    return ready.poll();
  }

  private List<Line> readAll(Lines in) throws IOException {
    SessionReader reader = new SessionReader();
    List<Line> events = new ArrayList<>();
    while (in.next()) {
      if (in.number() > MAX_LINES) {
        throw new IOException("sessions: want at most " + MAX_LINES + " lines, have more");
      }
      switch (reader.read(in.bytes(), 0, in.length())) {
        case SessionLine.Happened happened -> events.add(new Line(in.number(), happened));
        case SessionLine.Ignored ignored ->
            ready.add(new RecordedLine(in.number(), new Decoded.Unknown(ignored.type())));
        case SessionLine.Refused refused ->
            ready.add(
                new RecordedLine(
                    in.number(), new Decoded.Rejected(refused.reason(), refused.detail())));
      }
    }
    return events;
  }

  private void play(Line line) {
    String session = line.happened().session();
    if (begun.add(session)) {
      emit(
          line,
          "-first",
          new SessionStarted(line.atMillis(), session, "", "", "", "", "", "", true));
    }
    switch (line.happened().event()) {
      case TaskStarted started -> {
        String before = openTasks.put(session, started.task());
        if (before != null) {
          emit(line, "-end", new TaskFinished(started.atMillis(), before, TaskOutcome.COMPLETED));
        }
        emit(line, "", started);
      }
      case TaskFinished finished -> {
        if (openTasks.remove(session, finished.task())) {
          emit(line, "", finished);
        }
      }
      case AgentEvent event -> emit(line, "", event);
    }
    if (lastLines.remove(session, line.number())) {
      emit(line, "-last", new SessionEnded(line.atMillis(), session, "the recording ends"));
    }
  }

  /// The event counts as heard when it happened: the lines are in the order of their times.
  private void emit(Line line, String suffix, AgentEvent event) {
    SessionLine.Happened happened = line.happened();
    AgentKey agent = agents.apply(happened.session(), happened.agent());
    String id = happened.session() + ":" + line.number() + suffix;
    Activity activity = new Activity(agent, id, event.atMillis(), event);
    ready.add(new RecordedLine(line.number(), new Decoded.Accepted(activity, 0)));
  }
}
