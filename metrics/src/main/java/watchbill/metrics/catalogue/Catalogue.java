package watchbill.metrics.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Every family of the house.
public final class Catalogue {
  private static final List<FamilyGroup> OUR_GROUPS =
      List.of(
          new FamilyGroup("What agents do", ActivityFamilies.ALL),
          new FamilyGroup("What speaks against agents", VerdictFamilies.ALL),
          new FamilyGroup("What becomes of tasks", TaskFamilies.ALL),
          new FamilyGroup("What agents consume", SpendFamilies.ALL),
          new FamilyGroup("What agents cost beside tokens", InfrastructureFamilies.ALL),
          new FamilyGroup("What agents may spend", BudgetFamilies.ALL),
          new FamilyGroup("The pods that agents run in", PodFamilies.ALL),
          new FamilyGroup("What containers ask for", ContainerFamilies.ALL),
          new FamilyGroup("How pods begin and end", PodLifeFamilies.ALL),
          new FamilyGroup("What pods use", UsageFamilies.ALL),
          new FamilyGroup("The volumes that pods claim", VolumeFamilies.ALL),
          new FamilyGroup("The bus that agents talk over", BusFamilies.ALL),
          new FamilyGroup("What makes the pods", WorkloadFamilies.ALL),
          new FamilyGroup("What may be taken from a node", DisruptionFamilies.ALL),
          new FamilyGroup("What changes the number of pods", AutoscalingFamilies.ALL),
          new FamilyGroup("The nodes that agents run on", NodeFamilies.ALL),
          new FamilyGroup("The GPUs that agents run on", GpuFamilies.ALL),
          new FamilyGroup("The copies of the stores that agents use", ReplicationFamilies.ALL),
          new FamilyGroup("The memory store of the guides", MemorySpineFamilies.ALL),
          new FamilyGroup("Watchbill itself", SelfFamilies.ALL),
          new FamilyGroup("Between processor and exporters", FeedFamilies.ALL),
          new FamilyGroup("What is posted over HTTP", IntakeFamilies.ALL));
  private static final List<FamilyGroup> GROUPS =
      Stream.concat(
              OUR_GROUPS.stream(),
              Stream.of(new FamilyGroup("Others' that we query", ForeignFamilies.ALL)))
          .toList();
  private static final List<Family<?>> OURS = families(OUR_GROUPS);
  private static final List<Family<?>> ALL = families(GROUPS);

  private Catalogue() {}

  /// All families, each once, those of others last.
  public static List<Family<?>> all() {
    return ALL;
  }

  /// The families that Watchbill exports, each once.
  public static List<Family<?>> ours() {
    return OURS;
  }

  /// All families by what they are about.
  public static List<FamilyGroup> groups() {
    return GROUPS;
  }

  /// The families of these groups.
  ///
  /// @throws IllegalArgumentException when two families, or the samples of two, have one name
  static List<Family<?>> families(List<FamilyGroup> groups) {
    var names = new HashSet<String>();
    return groups.stream()
        .<Family<?>>flatMap(group -> group.families().stream())
        .peek(family ->
            names(family)
                .forEach(name -> {
                  if (!names.add(name)) {
                    throw new IllegalArgumentException(
                        "catalogue: want a name once, have twice " + name);
                  }
                }))
        .toList();
  }

  private static Stream<String> names(Family<?> family) {
    return switch (family) {
      case Scalar<?> scalar -> Stream.of(scalar.name());
      case Histogram<?> h -> Stream.of(h.name(), h.bucketName(), h.sumName(), h.countName());
    };
  }
}
