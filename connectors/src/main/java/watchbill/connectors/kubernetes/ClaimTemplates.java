package watchbill.connectors.kubernetes;

import java.util.Set;

/// How a StatefulSet claims volumes for its pods: it names each claim `<template>-<set>-<ordinal>`.
///
/// @param names of its templates (`volumeClaimTemplates`)
/// @param firstOrdinal of its pods; 0 unless `ordinals.start` says otherwise
/// @param deletedWhenScaled whether it deletes the claims of pods that it gives up
///   (`persistentVolumeClaimRetentionPolicy.whenScaled`)
public record ClaimTemplates(Set<String> names, int firstOrdinal, boolean deletedWhenScaled) {
  /// It claims none.
  public static final ClaimTemplates NONE = new ClaimTemplates(Set.of(), 0, false);

  public ClaimTemplates {
    names = Set.copyOf(names);
  }
}
