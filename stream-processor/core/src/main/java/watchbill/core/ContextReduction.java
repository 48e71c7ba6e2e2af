package watchbill.core;

/// The ways in which an agent makes its context smaller: the three tiers of a memory governor.
public enum ContextReduction {
  COMPACTED,
  CLEARED,
  ARCHIVED
}
