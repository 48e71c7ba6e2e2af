package watchbill.alerts;

/// Who acts on an alert.
public enum Owner {
  /// Those who run the agent: its tenant.
  TENANT("tenant"),
  /// Those who run the cluster and Watchbill.
  PLATFORM("platform");

  private final String label;

  Owner(String label) {
    this.label = label;
  }

  /// The value of the label `owner`.
  public String label() {
    return label;
  }
}
