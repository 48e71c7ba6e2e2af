package watchbill.core;

/// Why many agents of a tenant come to a stop together.
public enum IncidentCause {
  /// Their model provider does not answer them.
  PROVIDER,
  /// They fell silent at one time: the bus, a node, the network or the pipeline.
  SILENCE
}
