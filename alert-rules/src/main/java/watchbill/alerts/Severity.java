package watchbill.alerts;

/// How soon somebody has to act.
public enum Severity {
  /// Now, at night too.
  PAGE("page"),
  /// In working hours.
  TICKET("ticket"),
  /// Nobody; a machine listens.
  NONE("none");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /// The value of the label `severity`.
  public String label() {
    return label;
  }
}
