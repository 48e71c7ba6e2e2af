package watchbill.kafka;

import watchbill.core.AgentKey;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Something that was done to a fleet after its last snapshot.
sealed interface JournalEntry {
  /// An event was applied; `json` is its bytes as text.
  record Heard(AgentKey agent, long heardAtMillis, String json) implements JournalEntry {}

  /// The deadlines up to this time were looked at.
  record Drained(long toMillis) implements JournalEntry {}

  /// Writes it.
  default void save(StateOutput out) {
    switch (this) {
      case Heard heard -> {
        out.text("heard");
        out.text(heard.agent.tenant());
        out.text(heard.agent.agent());
        out.number(heard.heardAtMillis);
        out.text(heard.json);
      }
      case Drained drained -> {
        out.text("drained");
        out.number(drained.toMillis);
      }
    }
  }

  /// Reads what [#save] wrote.
  ///
  /// @throws IllegalArgumentException when that is no entry
  static JournalEntry restore(StateInput in) {
    String kind = in.text();
    return switch (kind) {
      case "heard" -> new Heard(new AgentKey(in.text(), in.text()), in.number(), in.text());
      case "drained" -> new Drained(in.number());
      default ->
          throw new IllegalArgumentException(
              "journal: want heard or drained, have \"" + kind + "\"");
    };
  }
}
