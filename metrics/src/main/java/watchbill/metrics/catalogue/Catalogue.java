package watchbill.metrics.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Every family of the house.
public final class Catalogue {
  private static final List<Family<?>> OURS =
      unique(
          Stream.of(ActivityFamilies.ALL, SpendFamilies.ALL, PodFamilies.ALL, SelfFamilies.ALL)
              .<Family<?>>flatMap(List::stream)
              .toList());
  private static final List<Family<?>> ALL =
      unique(Stream.of(OURS, ForeignFamilies.ALL).<Family<?>>flatMap(List::stream).toList());

  private Catalogue() {}

  /// All families, each once, those of others last.
  public static List<Family<?>> all() {
    return ALL;
  }

  /// The families that Watchbill exports, each once.
  public static List<Family<?>> ours() {
    return OURS;
  }

  /// The same list.
  ///
  /// @throws IllegalArgumentException when two families have one name
  static List<Family<?>> unique(List<Family<?>> families) {
    var names = new HashSet<String>();
    for (Family<?> family : families) {
      if (!names.add(family.name())) {
        throw new IllegalArgumentException(
            "catalogue: want a name once, have twice " + family.name());
      }
    }
    return families;
  }
}
