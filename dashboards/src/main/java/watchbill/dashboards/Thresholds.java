package watchbill.dashboards;

import java.util.List;

/// Which values are good and which are bad.
///
/// @param base the color of values below all steps
/// @param steps from where on values have another color, in rising order
public record Thresholds(Color base, List<Step> steps) {
  /// Below it a value is nothing: Prometheus interpolates, so one event may look like less.
  private static final double ANYTHING = 0.001;

  /// No value is good or bad.
  public static final Thresholds NONE = new Thresholds(Color.TEXT, List.of());

  /// There should be none.
  public static final Thresholds ABOVE_ZERO =
      new Thresholds(Color.GREEN, List.of(new Step(ANYTHING, Color.RED)));

  /// There should be at least one, or it should be so.
  public static final Thresholds BELOW_ONE =
      new Thresholds(Color.RED, List.of(new Step(1, Color.GREEN)));

  /// There should be one, no fewer and no more.
  public static final Thresholds NOT_ONE =
      new Thresholds(Color.RED, List.of(new Step(1, Color.GREEN), new Step(2, Color.RED)));

  public Thresholds {
    steps = List.copyOf(steps);
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i - 1).from() >= steps.get(i).from()) {
        throw new IllegalArgumentException("thresholds: want rising steps, have " + steps);
      }
    }
  }

  /// From where on values have a color.
  public record Step(double from, Color color) {}

  /// Large values are bad.
  public static Thresholds rising(double warning, double bad) {
    return new Thresholds(
        Color.GREEN, List.of(new Step(warning, Color.ORANGE), new Step(bad, Color.RED)));
  }

  /// Small values are bad.
  public static Thresholds falling(double bad, double warning) {
    return new Thresholds(
        Color.RED, List.of(new Step(bad, Color.ORANGE), new Step(warning, Color.GREEN)));
  }
}
