package watchbill.dashboards;

import java.util.List;

/// Panels under one heading, from left to right.
///
/// @param oneAxis whether they stand one below the other, each as wide as the board, so that the
///   same time is at the same place in all
public record Row(String title, boolean oneAxis, List<Panel> panels) {
  public Row {
    panels = List.copyOf(panels);
  }

  /// A row of these panels.
  public static Row of(String title, Panel... panels) {
    return new Row(title, false, List.of(panels));
  }

  /// These panels one below the other.
  public static Row oneAxis(String title, Panel... panels) {
    return new Row(title, true, List.of(panels));
  }

  /// How wide a panel of this row is.
  public int width(Panel panel) {
    return oneAxis ? Panel.COLUMNS : panel.width();
  }
}
