package watchbill.core.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.WaitingFor;
import watchbill.core.money.Distribution;
import watchbill.core.money.SpendStanding;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.core.time.Outages;

/// What is remembered of one agent. Written by [AgentRules] alone, on the thread that owns the
/// agent; times are those at which events were heard, in milliseconds since the epoch, 0 for never.
///
/// Bounded: an agent that opens more tasks, calls or sessions than the limits below loses the
/// oldest of them; what it consumes of further models is counted together.
final class AgentState {
  static final int TASKS = 64;
  static final int CALLS = 256;
  static final int SESSIONS = 256;
  static final int MODELS = 64;
  static final int CONTAINERS = 32;
  static final int KINDS = 16;

  /// A tool call in flight.
  ///
  /// @param beganAtMillis when it began by the agent's own clock
  /// @param aliveMillis its last sign of life, 0 for none
  /// @param usualMillis what 99 of 100 calls of its tool stayed below when it began; 0 for too few
  record Call(
      String id,
      String tool,
      long sinceMillis,
      long beganAtMillis,
      long aliveMillis,
      long usualMillis) {
    Call alive(long atMillis) {
      return new Call(id, tool, sinceMillis, beganAtMillis, atMillis, usualMillis);
    }

    static Call restore(StateInput in) {
      return new Call(in.text(), in.text(), in.number(), in.number(), in.number(), in.number());
    }

    void save(StateOutput out) {
      out.text(id);
      out.text(tool);
      out.number(sinceMillis);
      out.number(beganAtMillis);
      out.number(aliveMillis);
      out.number(usualMillis);
    }
  }

  final AgentKey key;

  /// When its tenant's agents could not be heard, or had nobody who answers them. Set when it joins
  /// its fleet.
  Outages outages = new Outages();

  /// When its tenant's agents could not be heard: a provider that is out excuses no tool.
  Outages deafness = new Outages();

  // What it counts for in its tenant's incidents; follows from the rest, and is not saved.
  boolean countedAtWork;
  long countedSilent = Incidents.NOT_COUNTED;
  long countedWaiting = Incidents.NOT_COUNTED;

  /// The time up to which this agent's rules have been applied.
  long nowMillis;

  String role = "";
  String parent = "";
  final List<OpenSession> sessions = new ArrayList<>();
  final List<OpenTask> tasks = new ArrayList<>();
  final List<Call> calls = new ArrayList<>();
  final List<ModelSpend> models = new ArrayList<>();

  /// What is spent for no task, in the form of one.
  OpenTask untasked = new OpenTask("", "", 0);

  /// When its last task ended; 0 while it has had none.
  long taskedUntilMillis;

  SpendStanding standing = SpendStanding.NONE;
  boolean standingTold = true;
  final CachedPrompts cachedPrompts = new CachedPrompts();

  /// What its tasks cost, in dollars, by their kind.
  final Map<String, Distribution> taskCosts = new TreeMap<>();

  /// How many tokens its sessions consumed.
  Distribution sessionTokens = Distribution.NONE;

  /// Whether a person sits in front of it, by its own word. A rejected call does not show it: rules
  /// reject calls too.
  boolean attended;

  /// Whether it is taken to wait for that person though it does not say so.
  boolean atPerson;

  final Talk talk = new Talk();

  @Nullable WaitingFor waitingFor;
  long waitingSinceMillis;

  /// When it began to wait by its own clock.
  long waitingAtMillis;

  /// When the last session began.
  long sessionMillis;

  /// The last tool call begun or ended, task begun, moved on or ended, or wait ended.
  long stirredAtMillis;

  /// When it began again without having stirred since: its first session or failure of a container
  /// after it last stirred. Those that follow give it no further time.
  long restartedAtMillis;

  /// When it did anything that is more than a heartbeat.
  long deedAtMillis;

  long progressAtMillis;

  /// What it has consumed since it last made progress, and what that cost.
  long tokensSinceProgress;

  long picoUsdSinceProgress;

  /// How its calls repeat each other.
  final CallPatterns patterns = new CallPatterns();

  /// The containers of its pods that have ended; the one that was heard of last stands last.
  final List<ContainerEnds> containers = new ArrayList<>();

  /// When the last of them ended: what was in flight then may be lost. 0 once something new began.
  long containerEndedMillis;

  final AgentPods pods = new AgentPods();
  final Governor governor = new Governor();
  final Interruptions interruptions = new Interruptions();
  final Recovery recovery = new Recovery();
  final TaskLevels taskLevels = new TaskLevels();
  final Deliveries deliveries = new Deliveries();
  final Relaunches relaunches = new Relaunches();
  final Compactions compactions = new Compactions();
  final OpenWaits openWaits = new OpenWaits();
  final Heartbeats heartbeats = new Heartbeats();

  final EarlyEnds earlyCalls = new EarlyEnds();
  final EarlyEnds earlyTasks = new EarlyEnds();

  boolean loadKnown;
  long loadAtMillis;
  int activeSessions;
  int queueDepth;

  @Nullable StuckCause stuckBy;
  @Nullable StuckCause suspectedOf;

  /// When the one or the other of them last changed.
  long judgedAtMillis;

  /// The rules that speak against it.
  final Set<RuleKind> speaking = EnumSet.noneOf(RuleKind.class);

  final Totals<RuleKind> fired = new Totals<>(RuleKind.class);
  AgentActivity shown = AgentActivity.IDLE;
  boolean everShown;

  final Totals<ToolOutcome> toolCalls = new Totals<>(ToolOutcome.class);
  final Totals<TaskOutcome> taskEnds = new Totals<>(TaskOutcome.class);

  AgentState(AgentKey key) {
    this.key = key;
  }

  /// What is known of one container of its pods; becomes the one that was heard of last.
  ContainerEnds container(String pod, String container) {
    ContainerEnds found = null;
    for (ContainerEnds ends : containers) {
      if (ends.container.equals(container) && ends.pod.equals(pod)) {
        found = ends;
      }
    }
    if (found != null) {
      containers.remove(found);
    } else if (containers.size() == CONTAINERS) {
      containers.removeFirst();
    }
    ContainerEnds heardOf = found == null ? new ContainerEnds(pod, container) : found;
    containers.add(heardOf);
    return heardOf;
  }

  /// The container that failed last, if one has since the agent last stirred.
  @Nullable ContainerEnds failedSinceItStirred() {
    ContainerEnds last = null;
    long lastAt = Math.max(stirredAtMillis, 1);
    for (ContainerEnds ends : containers) {
      if (!ends.failures.isEmpty() && ends.failures.getLast() >= lastAt) {
        last = ends;
        lastAt = ends.failures.getLast();
      }
    }
    return last;
  }

  /// The open task of this name, or null.
  @Nullable OpenTask task(String name) {
    for (OpenTask task : tasks) {
      if (task.name.equals(name)) {
        return task;
      }
    }
    return null;
  }

  /// The open session of this name, or null.
  @Nullable OpenSession session(String name) {
    for (OpenSession session : sessions) {
      if (session.name.equals(name)) {
        return session;
      }
    }
    return null;
  }

  /// Whether it has something to do.
  boolean hasWork() {
    return !tasks.isEmpty() || !calls.isEmpty();
  }

  /// The call that it waits for: the one that began last of those in flight, or null. An older one
  /// goes on in the background, contains it, or lost its end.
  @Nullable Call lastCall() {
    return calls.isEmpty() ? null : calls.getLast();
  }

  /// Since when neither the agent nor this call of its gave a sign of life.
  long silentSinceMillis(Call call) {
    return Math.max(quietSinceMillis(), call.aliveMillis());
  }

  /// Takes word that the agent begins again.
  void restarts() {
    if (restartedAtMillis <= stirredAtMillis) {
      restartedAtMillis = nowMillis;
    }
  }

  /// Since when it has had time to do something.
  long quietSinceMillis() {
    return Math.max(stirredAtMillis, restartedAtMillis);
  }

  /// What the agent is doing.
  AgentActivity activity() {
    if (stuckBy != null) {
      return AgentActivity.STUCK;
    }
    if (containerEndedMillis > 0 && hasWork()) {
      return AgentActivity.INTERRUPTED;
    }
    if (waitingFor != null) {
      return switch (waitingFor) {
        case HUMAN -> AgentActivity.WAITING_HUMAN;
        case PROVIDER, RATE_LIMIT -> AgentActivity.WAITING_PROVIDER;
        case AGENT -> AgentActivity.WAITING_AGENT;
      };
    }
    if (heartbeats.isGap()) {
      return AgentActivity.UNKNOWN;
    }
    if (atPerson) {
      return AgentActivity.WAITING_HUMAN;
    }
    if (suspectedOf != null) {
      return AgentActivity.SUSPECT;
    }
    if (!calls.isEmpty()) {
      return AgentActivity.WAITING_TOOL;
    }
    return tasks.isEmpty() ? AgentActivity.IDLE : AgentActivity.WORKING;
  }
}
