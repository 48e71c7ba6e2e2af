package watchbill.metrics.exposition;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import watchbill.metrics.catalogue.Family;

/// Tables that are swapped together: a scrape sees all of the old ones or all of the new ones. Safe
/// from any thread.
public final class SeriesGroup implements ExpositionSource {
  private final List<Family<?>> families;
  private volatile List<Table> tables = List.of();

  /// A group without tables yet.
  ///
  /// @param families those that its tables may be of
  public SeriesGroup(List<Family<?>> families) {
    this.families = List.copyOf(families);
  }

  /// A group of these tables.
  ///
  /// @throws IllegalArgumentException when two are of one family
  public static SeriesGroup of(List<SeriesTable<?>> tables) {
    SeriesGroup group =
        new SeriesGroup(tables.stream().<Family<?>>map(SeriesTable::family).toList());
    group.replace(tables);
    return group;
  }

  @Override
  public List<Family<?>> families() {
    return families;
  }

  /// Replaces all tables by these.
  ///
  /// @throws IllegalArgumentException when one is of a family that the group does not have, or two
  ///   are of one family
  public void replace(List<? extends Table> next) {
    var seen = new HashSet<Family<?>>();
    for (Table table : next) {
      if (!families.contains(table.family()) || !seen.add(table.family())) {
        throw new IllegalArgumentException(
            "series group: want one table at most for each of "
                + families.stream().map(Family::name).collect(Collectors.joining(", "))
                + ", have "
                + table.family().name());
      }
    }
    tables = List.copyOf(next);
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    int samples = 0;
    for (Table table : tables) {
      samples += table.writeTo(format, out);
    }
    return samples;
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    int samples = 0;
    for (Table table : tables) {
      samples += table.writeTo(format, out);
    }
    return samples;
  }
}
