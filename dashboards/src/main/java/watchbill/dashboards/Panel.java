package watchbill.dashboards;

import java.util.List;
import watchbill.metrics.promql.Measure;
import watchbill.metrics.promql.Query;

/// A panel. All its queries have the same measure, which gives it its unit.
public sealed interface Panel {
  /// What it shows.
  String title();

  /// How to read it.
  String description();

  /// Its queries.
  List<Target> targets();

  /// Columns of the 24 that a board has.
  int width();

  /// Grafana's rows of 30 pixels.
  int height();

  /// What its values are.
  default Measure measure() {
    return targets().getFirst().query().measure();
  }

  /// Numbers as they are now.
  ///
  /// @param red which of them are bad
  record Stat(String title, String description, Red red, List<Target> targets) implements Panel {
    public Stat {
      targets = checked(title, targets);
    }

    /// One number.
    public static Stat of(String title, String description, Red red, Query<?> query) {
      return new Stat(title, description, red, List.of(new Target(title, query)));
    }

    @Override
    public int width() {
      return 6;
    }

    @Override
    public int height() {
      return 4;
    }
  }

  /// Lines over time.
  ///
  /// @param stacked whether they add up to something
  record TimeSeries(String title, String description, boolean stacked, List<Target> targets)
      implements Panel {
    public TimeSeries {
      targets = checked(title, targets);
    }

    /// Lines of one query.
    public static TimeSeries lines(String title, String description, Query<?> query) {
      return new TimeSeries(title, description, false, List.of(new Target(title, query)));
    }

    /// Areas of one query, one upon the other.
    public static TimeSeries areas(String title, String description, Query<?> query) {
      return new TimeSeries(title, description, true, List.of(new Target(title, query)));
    }

    @Override
    public int width() {
      return 12;
    }

    @Override
    public int height() {
      return 8;
    }
  }

  /// Series as lines of a table, the largest value first; a column for each label, and one for the
  /// value.
  ///
  /// @param target the only query; its name heads the column of values
  record Table(String title, String description, Target target) implements Panel {
    @Override
    public List<Target> targets() {
      return List.of(target);
    }

    @Override
    public int width() {
      return 12;
    }

    @Override
    public int height() {
      return 8;
    }
  }

  /// Which values of a stat are bad.
  enum Red {
    NONE,
    ABOVE_ZERO,
    BELOW_ONE
  }

  private static List<Target> checked(String title, List<Target> targets) {
    if (targets.isEmpty()
        || targets.stream().map(target -> target.query().measure()).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "panel: want queries of one measure, have %s: %s"
              .formatted(title, targets.stream().map(target -> target.query().measure()).toList()));
    }
    return List.copyOf(targets);
  }
}
