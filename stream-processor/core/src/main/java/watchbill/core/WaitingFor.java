package watchbill.core;

/// Whom an agent may wait for.
public enum WaitingFor {
  HUMAN,
  PROVIDER,
  AGENT,
  RATE_LIMIT
}
