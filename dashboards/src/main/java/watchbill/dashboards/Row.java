package watchbill.dashboards;

import java.util.List;

/// Panels under one heading, from left to right.
public record Row(String title, List<Panel> panels) {
  /// A row of these panels.
  public static Row of(String title, Panel... panels) {
    return new Row(title, List.of(panels));
  }
}
