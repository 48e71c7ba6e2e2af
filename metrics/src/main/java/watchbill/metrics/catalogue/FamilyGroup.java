package watchbill.metrics.catalogue;

import java.util.List;

/// Families about one thing.
///
/// @param title what they are about, in a few words
public record FamilyGroup(String title, List<Family<?>> families) {
  public FamilyGroup {
    families = List.copyOf(families);
  }
}
