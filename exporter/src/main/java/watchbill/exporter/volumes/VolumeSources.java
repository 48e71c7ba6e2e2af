package watchbill.exporter.volumes;

import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.VolumeUse;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.exporter.cluster.Known;

/// What is shown of volumes is from these.
///
/// @param claims those of the namespaces that are watched
/// @param pods all pods there, those that are nobody's agents included: they mount volumes, too
/// @param use how full the volumes are
/// @param sets the StatefulSets there
public record VolumeSources(
    Known<ClaimView> claims, Known<PodView> pods, Known<VolumeUse> use, Known<WorkloadView> sets) {}
