package watchbill.metrics.catalogue;

/// One pod of one agent.
public record PodLabels(String tenant, String agent, String role, String namespace, String pod)
    implements LabelSet, Has.PodIdentity {
  static final Labels<PodLabels> LABELS =
      Labels.of(PodLabels.class, Label.TENANT, Label.AGENT, Label.ROLE, Label.NAMESPACE, Label.POD);
}
