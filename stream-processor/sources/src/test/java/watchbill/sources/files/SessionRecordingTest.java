package watchbill.sources.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.wire.Decoded;

class SessionRecordingTest {
  private static String line(String session, String second, String type, String task) {
    return "{\"session\":\""
        + session
        + "\",\"agent\":\"a\",\"ts\":\"2026-02-11T15:00:"
        + second
        + "Z\",\"type\":\""
        + type
        + "\",\"task_id\":\""
        + task
        + "\"}";
  }

  private static String twoSessions() {
    return String.join(
        "\n",
        line("s1", "01", "task.started", "t1"),
        line("s1", "05", "task.started", "t2"),
        line("s1", "08", "task.finished", "t2"),
        line("s2", "01", "task.thought", "t"),
        line("s2", "02", "task.started", "t"),
        line("s2", "03", "task.finished", "another"),
        "{",
        line("s2", "05", "task.interrupted", "t"));
  }

  @Test
  void playsAllSessionsInTheOrderOfTheirTimes() throws IOException {
    assertThat(Played.lines(SessionRecording.ofOneTenant(Played.text(twoSessions()), "acme")))
        .containsExactly(
            "4 unknown task.thought",
            "7 rejected NOT_JSON",
            "1 acme/s1 s1:1-first SessionStarted at 1000 heard 1000",
            "1 acme/s1 s1:1 TaskStarted at 1000 heard 1000",
            "5 acme/s2 s2:5-first SessionStarted at 2000 heard 2000",
            "5 acme/s2 s2:5 TaskStarted at 2000 heard 2000",
            "2 acme/s1 s1:2-end TaskFinished at 5000 heard 5000",
            "2 acme/s1 s1:2 TaskStarted at 5000 heard 5000",
            "8 acme/s2 s2:8 TaskFinished at 5000 heard 5000",
            "8 acme/s2 s2:8-last SessionEnded at 5000 heard 5000",
            "3 acme/s1 s1:3 TaskFinished at 8000 heard 8000",
            "3 acme/s1 s1:3-last SessionEnded at 8000 heard 8000");
  }

  @Test
  void aTaskEndsWithItsTurnAndOnlyOnce() throws IOException {
    String turn =
        String.join(
            "\n",
            line("s1", "01", "task.started", "t1"),
            line("s1", "02", "task.stop_hook", "t1"),
            line("s1", "03", "task.finished", "t1"),
            line("s1", "50", "task.started", "t2"));
    assertThat(Played.lines(SessionRecording.ofOneTenant(Played.text(turn), "acme")))
        .containsExactly(
            "1 acme/s1 s1:1-first SessionStarted at 1000 heard 1000",
            "1 acme/s1 s1:1 TaskStarted at 1000 heard 1000",
            "2 acme/s1 s1:2 TaskFinished at 2000 heard 2000",
            "4 acme/s1 s1:4 TaskStarted at 50000 heard 50000",
            "4 acme/s1 s1:4-last SessionEnded at 50000 heard 50000");
  }

  @Test
  void saysThatAPersonAttendsItsSessions() throws IOException {
    Recording recording = SessionRecording.ofOneTenant(Played.text(twoSessions()), "acme");
    recording.next();
    recording.next();
    assertThat(recording.next())
        .extracting(line -> ((Decoded.Accepted) line.decoded()).activity().event())
        .isInstanceOfSatisfying(
            AgentEvent.SessionStarted.class, started -> assertThat(started.attended()).isTrue());
  }

  @Test
  void makesEachSessionATenantOfItsOwn() throws IOException {
    assertThat(Played.lines(SessionRecording.ofTenants(Played.text(twoSessions()))))
        .contains(
            "1 s1/a s1:1 TaskStarted at 1000 heard 1000",
            "5 s2/a s2:5 TaskStarted at 2000 heard 2000");
  }
}
