package watchbill.core.rules;

/// A session that goes on. Mutable; owned by its [AgentState].
final class OpenSession {
  final String name;

  /// What its answers consumed.
  long tokens;

  OpenSession(String name, long tokens) {
    this.name = name;
    this.tokens = tokens;
  }
}
