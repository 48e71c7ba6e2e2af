package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.WaitingFor;

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

  /// A tool call in flight.
  record Call(String id, String tool, long sinceMillis) {}

  final AgentKey key;

  /// The time up to which this agent's rules have been applied.
  long nowMillis;

  String role = "";
  final List<String> sessions = new ArrayList<>();
  final List<String> tasks = new ArrayList<>();
  final List<Call> calls = new ArrayList<>();
  final List<ModelSpend> models = new ArrayList<>();

  @Nullable WaitingFor waitingFor;
  long waitingSinceMillis;

  /// The last event of any kind but a heartbeat.
  long deedAtMillis;

  /// The last tool call begun or ended, task begun or moved on, or wait ended.
  long stirredAtMillis;

  long progressAtMillis;

  /// The fingerprint of the last tool call with its result; 0 for none.
  long lastResult;

  String lastTool = "";
  int repeats;
  long repeatedAtMillis;

  /// When the last containers failed, oldest first; as many as make a crash loop.
  final List<Long> failures = new ArrayList<>();

  boolean outOfMemory;
  String failedPod = "";
  String failedContainer = "";
  long failedAtMillis;

  /// When the last container ended, by the cluster's clock: an end that is not later was told
  /// before.
  long endedAtMillis;

  /// Since when Kubernetes holds back a container that keeps crashing.
  long crashLoopSinceMillis;

  boolean loadKnown;
  long loadAtMillis;
  int activeSessions;
  int queueDepth;

  @Nullable StuckCause stuckBy;
  AgentActivity shown = AgentActivity.IDLE;
  boolean everShown;

  final Totals<ToolOutcome> toolCalls = new Totals<>(ToolOutcome.class);
  final Totals<TaskOutcome> taskEnds = new Totals<>(TaskOutcome.class);

  AgentState(AgentKey key) {
    this.key = key;
  }

  /// What the agent is doing.
  AgentActivity activity() {
    if (stuckBy != null) {
      return AgentActivity.STUCK;
    }
    if (waitingFor != null) {
      return switch (waitingFor) {
        case HUMAN -> AgentActivity.WAITING_HUMAN;
        case PROVIDER, RATE_LIMIT -> AgentActivity.WAITING_PROVIDER;
        case AGENT -> AgentActivity.WAITING_AGENT;
      };
    }
    if (!calls.isEmpty()) {
      return AgentActivity.WAITING_TOOL;
    }
    return tasks.isEmpty() ? AgentActivity.IDLE : AgentActivity.WORKING;
  }
}
