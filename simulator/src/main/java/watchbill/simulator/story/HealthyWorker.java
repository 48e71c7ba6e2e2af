package watchbill.simulator.story;

import java.util.List;
import watchbill.core.AgentEvent;
import watchbill.core.TaskOutcome;

/// An agent that works: sessions of a few tasks, tasks of several rounds, and in each round a model
/// call and one to three tool calls.
public final class HealthyWorker implements Story {
  private static final List<String> KINDS =
      List.of("bugfix", "feature", "review", "triage", "migration", "report");
  private static final Spread IDLE_MILLIS = new Spread(1_000, 15_000, 60_000, 150_000, 240_000);
  private static final Spread INSTANT_MILLIS = new Spread(5, 40, 120, 300, 600);
  private static final int FAILED_PER_MILLE = 60;
  private static final int CANCELLED_PER_MILLE = 30;

  private final Conversation conversation = new Conversation();
  private long sessions;
  private long tasks;
  private long calls;
  private String session = "";
  private String task = "";
  private int tasksLeft;
  private int roundsLeft;

  @Override
  public void play(Scene scene) {
    if (session.isEmpty()) {
      beginSession(scene);
    } else if (!task.isEmpty() && roundsLeft > 0) {
      round(scene);
    } else if (!task.isEmpty()) {
      finishTask(scene);
    } else if (tasksLeft > 0) {
      scene.take(IDLE_MILLIS);
      beginTask(scene);
    } else {
      endSession(scene);
    }
  }

  /// Has a session and an unfinished task from now on.
  void beAtWork(Scene scene) {
    if (session.isEmpty()) {
      beginSession(scene);
    }
    if (task.isEmpty()) {
      beginTask(scene);
    }
  }

  /// One model call within the task.
  void ask(Scene scene) {
    conversation.ask(scene);
  }

  /// One model call within the task, answered in so many tokens.
  void ask(Scene scene, long outputTokens) {
    conversation.ask(scene, outputTokens);
  }

  /// Its context is made smaller.
  void shrinkContext(Scene scene) {
    conversation.shrink(scene);
  }

  /// The next call of a tool, not yet begun.
  ToolCall nextCall(Tool tool, String argsHash) {
    return nextCall(tool, argsHash, 0);
  }

  /// The next call of a tool, with a sketch of its arguments.
  ToolCall nextCall(Tool tool, String argsHash, long argsSketch) {
    calls++;
    return new ToolCall("c-" + Long.toString(calls, 36), tool, argsHash, argsSketch);
  }

  /// One model call and one call of a tool, with a new result.
  void callOnce(Scene scene) {
    ask(scene);
    ToolCall call = nextCall(Tool.READ, ToolCall.anyHash(scene));
    call.begin(scene);
    scene.take(Tool.READ.millis());
    call.end(scene);
  }

  /// Ends its task, if it has one, and has none from now on.
  void leaveTask(Scene scene) {
    if (!task.isEmpty()) {
      finishTask(scene);
    }
  }

  /// A name for a task that nobody has had yet.
  String newTask(Scene scene) {
    tasks++;
    return "task-" + scene.persona().number() + "-" + tasks;
  }

  /// Takes a task on.
  ///
  /// @param deadlineMillis until when it should be done, in milliseconds since the epoch; 0 for no
  ///   deadline
  void takeTask(Scene scene, String name, long deadlineMillis) {
    task = name;
    roundsLeft = 1;
    scene.say(new AgentEvent.TaskStarted(scene.atMillis(), task, kind(), deadlineMillis));
  }

  /// Works on its task until then, and a little longer.
  void workUntil(Scene scene, long untilMillis) {
    while (scene.nowMillis() < untilMillis) {
      round(scene);
    }
  }

  /// Completes its task.
  void completeTask(Scene scene) {
    scene.say(new AgentEvent.TaskFinished(scene.atMillis(), task, TaskOutcome.COMPLETED));
    task = "";
  }

  /// Forgets its task without a word.
  void dropTask() {
    task = "";
  }

  /// Has a new session with a person in front of it, and a task.
  void serve(Scene scene) {
    beginSession(scene, true);
    beginTask(scene);
  }

  /// Ends its session, with whatever was left of it.
  void leaveSession(Scene scene) {
    endSession(scene);
  }

  /// Its task moves on by its own account.
  void progress(Scene scene) {
    scene.say(new AgentEvent.TaskProgressed(scene.atMillis(), task, "step-" + roundsLeft));
  }

  /// The process was killed and begins again: a new session takes the task up where it was saved.
  void restart(Scene scene) {
    String unfinished = task;
    beginSession(scene);
    task = unfinished;
    scene.say(new AgentEvent.Checkpointed(scene.atMillis(), task, true));
    scene.say(new AgentEvent.TaskStarted(scene.atMillis(), task, kind()));
  }

  /// Its process begins again without a word of why, and takes session and task up.
  void relaunch(Scene scene) {
    saySession(scene, false);
    scene.say(new AgentEvent.TaskStarted(scene.atMillis(), task, kind()));
  }

  private void beginSession(Scene scene) {
    beginSession(scene, false);
  }

  private void beginSession(Scene scene, boolean attended) {
    sessions++;
    session = "s-" + sessions;
    task = "";
    tasksLeft = scene.random().nextInt(2, 7);
    conversation.open();
    saySession(scene, attended);
    if (scene.chance(scene.setting().duplicates().resumedPerMille())) {
      conversation.repeatLastAnswers(scene);
    }
    scene.take(INSTANT_MILLIS);
  }

  private void saySession(Scene scene, boolean attended) {
    scene.attend(attended);
    Persona persona = scene.persona();
    scene.say(
        new AgentEvent.SessionStarted(
            scene.atMillis(),
            session,
            persona.role(),
            persona.runtime(),
            persona.namespace(),
            persona.pod(),
            persona.node(),
            persona.parent(),
            attended));
  }

  private void endSession(Scene scene) {
    scene.say(new AgentEvent.SessionEnded(scene.atMillis(), session, "done"));
    session = "";
    scene.take(IDLE_MILLIS);
  }

  private void beginTask(Scene scene) {
    tasksLeft--;
    task = newTask(scene);
    roundsLeft = scene.random().nextInt(2, 16);
    scene.say(new AgentEvent.TaskStarted(scene.atMillis(), task, kind()));
  }

  private void finishTask(Scene scene) {
    ask(scene);
    int place = scene.random().nextInt(1000);
    TaskOutcome outcome =
        place < FAILED_PER_MILLE
            ? TaskOutcome.FAILED
            : place < FAILED_PER_MILLE + CANCELLED_PER_MILLE
                ? TaskOutcome.CANCELLED
                : TaskOutcome.COMPLETED;
    scene.say(new AgentEvent.TaskFinished(scene.atMillis(), task, outcome));
    task = "";
  }

  private void round(Scene scene) {
    roundsLeft--;
    ask(scene);
    for (int left = scene.random().nextInt(1, 4); left > 0; left--) {
      ToolCall call = nextCall(Tool.any(scene.random()), ToolCall.anyHash(scene));
      call.begin(scene);
      scene.take(call.tool().millis());
      call.end(scene);
      scene.take(INSTANT_MILLIS);
    }
    if (scene.chance(250)) {
      progress(scene);
    }
    if (scene.chance(80)) {
      scene.say(new AgentEvent.Checkpointed(scene.atMillis(), task, false));
    }
  }

  private String kind() {
    return KINDS.get((int) (tasks % KINDS.size()));
  }
}
