package watchbill.simulator.story;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.core.StuckCause;

/// What can be planned for a fleet: troubles, and what looks like trouble and is none.
public enum TroubleKind {
  /// The same call with the same result, again and again.
  REPEAT_LOOP(StuckCause.REPEAT_LOOP),
  /// A tool call that does not return for a long time.
  HUNG_TOOL(StuckCause.TOOL_HANG),
  /// A task in which no tool is called.
  ENDLESS_THOUGHT(StuckCause.NO_TOOL_CALL, StuckCause.SPEND_WITHOUT_PROGRESS),
  /// A question that nobody answers.
  WAITS_FOR_HUMAN(StuckCause.HUMAN_WAIT),
  /// A container that is killed for memory again and again.
  OOM_LOOP(StuckCause.OOM_KILLED),
  /// The provider of many agents does not answer any of them.
  PROVIDER_OUTAGE(Finding.INCIDENT, StuckCause.PROVIDER_WAIT),
  /// Two calls in turn with the same results.
  CALL_CYCLE(StuckCause.REPEAT_LOOP),
  /// Calls that differ in form only, with the same result: whether the difference means something,
  /// nobody can tell from that.
  NEAR_REPEAT(Finding.SUSPECT, StuckCause.REPEAT_LOOP),
  /// One tool that fails in the same way each time.
  ERROR_STREAK(StuckCause.ERROR_LOOP),
  /// One tool that is asked the same few things over and over, without an order.
  NAME_THRASH(StuckCause.NO_NEW_RESULT),
  /// A tool that is asked for a state which does not change any more.
  UNCHANGED_POLL(StuckCause.NO_NEW_RESULT, StuckCause.REPEAT_LOOP),
  /// Long answers, and no call.
  TOKEN_SPIN(StuckCause.SPEND_WITHOUT_PROGRESS, StuckCause.NO_TOOL_CALL),
  /// Answers that say nothing.
  EMPTY_ANSWERS(StuckCause.EMPTY_OUTPUT),
  /// A process that starts again and again in a pod that is healthy.
  RELAUNCH(StuckCause.RELAUNCH_LOOP),
  /// A task that three agents of a tenant take from each other.
  TASK_BOUNCE(StuckCause.TASK_BOUNCE),
  /// A context that is made smaller again and again.
  COMPACTION_THRASH(StuckCause.COMPACTION_THRASH),
  /// A container that ends with an error again and again.
  CRASH_LOOP(StuckCause.CRASH_LOOP),
  /// A task that goes on after its deadline.
  LATE_TASK(Finding.DEADLINE_MISSED),
  /// A task that is done, and is done again because its acknowledgement came too late.
  TWICE_DONE(Finding.DONE_TWICE),
  /// An agent at work of which nothing is heard any more, not even heartbeats: whether it is stuck
  /// nobody can tell.
  TELEMETRY_GAP(Finding.TELEMETRY_GAP, StuckCause.NO_TOOL_CALL, StuckCause.TOOL_HANG),
  /// A tool that is asked for a state which changes now and then.
  CHANGING_POLL(Finding.NOTHING),
  /// A call of 25 minutes of a tool whose calls have always taken long.
  LONG_BUILD(Finding.NOTHING),
  /// A call of 25 minutes that each heartbeat says is alive.
  ATTESTED_BUILD(Finding.NOTHING),
  /// Edits, and after each a test that fails in another way.
  EDIT_AND_TEST(Finding.NOTHING),
  /// One tool with ever other arguments, and something new each time.
  BATCH(Finding.NOTHING),
  /// Long answers without a call, and word of progress now and then.
  LONG_THOUGHT(Finding.NOTHING),
  /// A person who sits in front of the agent, and has gone to lunch.
  PERSON_AWAY(Finding.NOTHING);

  /// What goes wrong on an ordinary day.
  public static final Set<TroubleKind> ORDINARY =
      Collections.unmodifiableSet(EnumSet.range(REPEAT_LOOP, PROVIDER_OUTAGE));

  private final Finding finding;
  private final @Nullable StuckCause cause;
  private final @Nullable StuckCause orCause;

  TroubleKind(StuckCause cause) {
    this(Finding.STUCK, cause, null);
  }

  TroubleKind(StuckCause cause, StuckCause orCause) {
    this(Finding.STUCK, cause, orCause);
  }

  TroubleKind(Finding finding) {
    this(finding, null, null);
  }

  TroubleKind(Finding finding, StuckCause cause) {
    this(finding, cause, null);
  }

  TroubleKind(Finding finding, @Nullable StuckCause cause, @Nullable StuckCause orCause) {
    this.finding = finding;
    this.cause = cause;
    this.orCause = orCause;
  }

  /// What a watcher should say of it.
  public Finding finding() {
    return finding;
  }

  /// Whether an agent that lives through it may be called stuck for this cause.
  public boolean excuses(StuckCause verdict) {
    return verdict == cause || verdict == orCause;
  }

  /// How many agents one such story needs.
  public int actors() {
    return this == TASK_BOUNCE ? 3 : 1;
  }

  /// What befalls a single agent; null when it befalls several at once.
  public @Nullable Trouble ofOneAgent() {
    return switch (this) {
      case REPEAT_LOOP -> new RepeatLoop();
      case HUNG_TOOL -> new HungTool();
      case ENDLESS_THOUGHT -> new EndlessThought();
      case WAITS_FOR_HUMAN -> new WaitsForHuman();
      case OOM_LOOP, CRASH_LOOP -> new FailingContainer(this);
      case CALL_CYCLE -> CallLoop.cycle();
      case NEAR_REPEAT -> CallLoop.nearRepeat();
      case ERROR_STREAK -> CallLoop.errorStreak();
      case NAME_THRASH -> CallLoop.nameThrash();
      case UNCHANGED_POLL -> CallLoop.unchangedPoll();
      case TOKEN_SPIN -> new Thought(TOKEN_SPIN);
      case EMPTY_ANSWERS -> new EmptyAnswers();
      case RELAUNCH -> new Relaunch();
      case COMPACTION_THRASH -> new CompactionThrash();
      case LATE_TASK -> new LateTask();
      case TWICE_DONE -> new TwiceDone();
      case TELEMETRY_GAP -> new TelemetryGap();
      case CHANGING_POLL -> CallLoop.changingPoll();
      case LONG_BUILD, ATTESTED_BUILD -> new LongBuild(this);
      case EDIT_AND_TEST -> CallLoop.editAndTest();
      case BATCH -> CallLoop.batch();
      case LONG_THOUGHT -> new Thought(LONG_THOUGHT);
      case PERSON_AWAY -> new PersonAway();
      case PROVIDER_OUTAGE, TASK_BOUNCE -> null;
    };
  }
}
