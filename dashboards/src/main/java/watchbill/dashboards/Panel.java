package watchbill.dashboards;

import java.util.List;
import watchbill.metrics.promql.Measure;
import watchbill.metrics.promql.Query;

/// A panel. All its queries have the same measure, which gives it its unit; but for those of a
/// table, where each has a column.
public sealed interface Panel {
  /// Columns that a board has.
  int COLUMNS = 24;

  /// What it shows.
  String title();

  /// How to read it.
  String description();

  /// Its queries.
  List<Target> targets();

  /// Columns of those that a board has.
  int width();

  /// Grafana's rows of 30 pixels.
  int height();

  /// Whether it shows values as they are at the end of the time range, not over it.
  boolean instant();

  /// What its values are; in a table, those of the first column.
  default Measure measure() {
    return targets().getFirst().query().measure();
  }

  /// How the series of a query are called: with the query's name where there are several queries.
  default String legend(Target target) {
    return targets().size() == 1 || target.query().labels().isEmpty()
        ? target.legend()
        : target.name() + ": " + target.legend();
  }

  /// Numbers as they are now.
  record Stat(String title, String description, Thresholds thresholds, List<Target> targets)
      implements Panel {
    public Stat {
      targets = checked(title, targets);
    }

    /// One number.
    public static Stat of(String title, String description, Thresholds thresholds, Query<?> query) {
      return new Stat(title, description, thresholds, List.of(new Target(title, query)));
    }

    @Override
    public int width() {
      return COLUMNS / 4;
    }

    @Override
    public int height() {
      return 4;
    }

    @Override
    public boolean instant() {
      return true;
    }
  }

  /// Bars as long as numbers are now; ratios fill their bar at 1.
  record BarGauge(String title, String description, Thresholds thresholds, List<Target> targets)
      implements Panel {
    public BarGauge {
      targets = checked(title, targets);
    }

    /// The bars of one query.
    public static BarGauge of(
        String title, String description, Thresholds thresholds, Query<?> query) {
      return new BarGauge(title, description, thresholds, List.of(new Target(title, query)));
    }

    @Override
    public int width() {
      return COLUMNS / 2;
    }

    @Override
    public int height() {
      return 8;
    }

    @Override
    public boolean instant() {
      return true;
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

    /// Lines of several queries.
    public static TimeSeries lines(String title, String description, Target... targets) {
      return new TimeSeries(title, description, false, List.of(targets));
    }

    /// Areas of one query, one upon the other.
    public static TimeSeries areas(String title, String description, Query<?> query) {
      return new TimeSeries(title, description, true, List.of(new Target(title, query)));
    }

    @Override
    public int width() {
      return COLUMNS / 2;
    }

    @Override
    public int height() {
      return 8;
    }

    @Override
    public boolean instant() {
      return false;
    }
  }

  /// Bars along the time axis, one for each series, where the series has a value that is not 0.
  record StateTimeline(String title, String description, List<Band> bands) implements Panel {
    public StateTimeline {
      bands = List.copyOf(bands);
      checked(title, bands.stream().map(Band::target).toList());
    }

    /// Bars of one query, in one color.
    public static StateTimeline of(String title, String description, Color color, Query<?> query) {
      return new StateTimeline(
          title, description, List.of(new Band(color, new Target(title, query))));
    }

    /// Bars of one query.
    public record Band(Color color, Target target) {}

    @Override
    public List<Target> targets() {
      return bands.stream().map(Band::target).toList();
    }

    @Override
    public int width() {
      return COLUMNS;
    }

    @Override
    public int height() {
      return 10;
    }

    @Override
    public boolean instant() {
      return false;
    }
  }

  /// Series as lines of a table, the one with the largest value of the first query first; a column
  /// for each label, and one for the value of each query.
  ///
  /// @param targets their names head the columns of values; all have the same labels
  record Table(String title, String description, List<Target> targets) implements Panel {
    public Table {
      targets = List.copyOf(targets);
      if (targets.stream().map(target -> target.query().labels()).distinct().count() != 1) {
        throw new IllegalArgumentException(
            "table: want queries of the same labels, have %s: %s"
                .formatted(
                    title, targets.stream().map(target -> target.query().labels()).toList()));
      }
    }

    /// A table of these columns of values.
    public static Table of(String title, String description, Target... targets) {
      return new Table(title, description, List.of(targets));
    }

    @Override
    public int width() {
      return targets.size() == 1 ? COLUMNS / 2 : COLUMNS;
    }

    @Override
    public int height() {
      return 8;
    }

    @Override
    public boolean instant() {
      return true;
    }
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
