package watchbill.dashboards;

/// The boards of the house by the names that their addresses have. A name never changes.
public enum BoardName {
  FLEET("watchbill-fleet", "Fleet"),
  AGENT("watchbill-agent", "Agent"),
  CLUSTER("watchbill-cluster", "Cluster Overview"),
  PERFORMANCE("watchbill-performance", "Agent Performance"),
  MEMORY_SPINE("watchbill-memory-spine", "Memory Spine Health"),
  COST("watchbill-cost", "Cost and Capacity"),
  BUDGETS("watchbill-budgets", "Waste and Budgets"),
  GPU("watchbill-gpu", "GPU"),
  VOLUMES("watchbill-volumes", "Volumes"),
  BUS("watchbill-bus", "Bus"),
  ALERTS("watchbill-alerts", "Alert Quality"),
  SELF("watchbill-self", "Watchbill itself");

  private final String uid;
  private final String title;

  BoardName(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  /// The board's `uid` in Grafana.
  public String uid() {
    return uid;
  }

  /// What people call it.
  public String title() {
    return "Watchbill / " + title;
  }
}
