package watchbill.core.rules;

/// From when on what becomes of an agent's sessions and tasks speaks against it. Sources are in
/// `docs/configuration.md`.
///
/// @param relaunches how many sessions in five minutes that do nothing are a loop; two fewer
///   suspect; from 3 to 10
/// @param bounces how many times within an hour a task may go from agent to agent; one fewer
///   suspects; from 2 to 10
/// @param compactions how many times within an hour a context may be made smaller while its task
///   does not move on, before that suspects; from 2 to 10
public record TaskLimits(int relaunches, int bounces, int compactions) {
  /// What holds when nobody says otherwise.
  public static final TaskLimits DEFAULT = new TaskLimits(5, 3, 5);

  public TaskLimits {
    Thresholds.check("relaunches", relaunches, 3, 10);
    Thresholds.check("bounces", bounces, 2, 10);
    Thresholds.check("compactions", compactions, 2, 10);
  }
}
