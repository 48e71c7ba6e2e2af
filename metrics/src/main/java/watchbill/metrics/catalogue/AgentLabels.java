package watchbill.metrics.catalogue;

/// One agent.
public record AgentLabels(String tenant, String agent, String role)
    implements LabelSet, Has.Identity {
  static final Labels<AgentLabels> LABELS =
      Labels.of(AgentLabels.class, Label.TENANT, Label.AGENT, Label.ROLE);
}
