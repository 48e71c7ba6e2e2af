package watchbill.core.rules;

/// A session that goes on. Mutable; owned by its [AgentState].
final class OpenSession {
  final String name;

  /// What its answers consumed.
  long tokens;

  /// When it began, or its model last answered.
  long heardMillis;

  OpenSession(String name, long tokens, long heardMillis) {
    this.name = name;
    this.tokens = tokens;
    this.heardMillis = heardMillis;
  }
}
