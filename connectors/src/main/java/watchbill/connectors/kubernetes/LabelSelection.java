package watchbill.connectors.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which objects are meant, by their labels
/// (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors).
///
/// @param nothing whether it selects nothing, whatever else it says
/// @param labels that an object must have
/// @param requirements that it must also meet
public record LabelSelection(
    boolean nothing, Map<String, String> labels, List<Requirement> requirements) {
  /// Selects nothing.
  public static final LabelSelection NOTHING = new LabelSelection(true, Map.of(), List.of());

  public LabelSelection {
    labels = Map.copyOf(labels);
    requirements = List.copyOf(requirements);
  }

  /// Whether an object with these labels is meant.
  public boolean matches(Map<String, String> of) {
    return !nothing
        && of.entrySet().containsAll(labels.entrySet())
        && requirements.stream().allMatch(requirement -> requirement.matches(of));
  }

  /// What one label must be.
  public sealed interface Requirement {
    boolean matches(Map<String, String> labels);
  }

  /// Its value is one of these.
  public record In(String key, Set<String> values) implements Requirement {
    public In {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return value != null && values.contains(value);
    }
  }

  /// Its value is none of these, or there is none.
  public record NotIn(String key, Set<String> values) implements Requirement {
    public NotIn {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return value == null || !values.contains(value);
    }
  }

  /// It is there, or is not there.
  public record Exists(String key, boolean wanted) implements Requirement {
    @Override
    public boolean matches(Map<String, String> labels) {
      return labels.containsKey(key) == wanted;
    }
  }
}
