package watchbill.alerts;

/// The board that somebody who was woken looks at first.
public enum View {
  FLEET("watchbill-fleet"),
  AGENT("watchbill-agent"),
  CLUSTER("watchbill-cluster"),
  PERFORMANCE("watchbill-performance"),
  MEMORY_SPINE("watchbill-memory-spine"),
  COST("watchbill-cost"),
  BUDGETS("watchbill-budgets"),
  GPU("watchbill-gpu"),
  VOLUMES("watchbill-volumes"),
  BUS("watchbill-bus"),
  ALERTS("watchbill-alerts"),
  SELF("watchbill-self");

  private final String board;

  View(String board) {
    this.board = board;
  }

  /// The board's `uid`.
  public String board() {
    return board;
  }
}
