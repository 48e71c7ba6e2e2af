package watchbill.dashboards;

/// A color that a theme of Grafana has, light or dark.
public enum Color {
  TEXT("text"),
  GREEN("green"),
  YELLOW("yellow"),
  ORANGE("orange"),
  RED("red"),
  PURPLE("purple"),
  BLUE("blue");

  private final String grafana;

  Color(String grafana) {
    this.grafana = grafana;
  }

  /// Grafana's word for it.
  public String grafana() {
    return grafana;
  }
}
