package watchbill.cli;

import java.util.Map;
import java.util.TreeMap;
import watchbill.core.AgentKey;
import watchbill.sources.nats.NatsDeadLetters;

/// Subjects such as those that Watchbill publishes to, by what it is.
final class PublishedSubjects {
  private static final AgentKey NOBODY = new AgentKey("unknown", "unknown");

  private PublishedSubjects() {}

  static Map<String, String> of(RunConfig run) {
    Map<String, String> subjects = new TreeMap<>();
    subjects.put("deadletters", NatsDeadLetters.SUBJECT_PREFIX + "unknown.unknown");
    if (run.signals().publish()) {
      subjects.put("signals", run.signals().subjects().of(NOBODY));
    }
    return subjects;
  }
}
