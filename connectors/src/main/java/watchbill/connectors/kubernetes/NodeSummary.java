package watchbill.connectors.kubernetes;

import java.util.List;

/// What one kubelet says of the pods on its node.
///
/// @param volumes of claims alone; one that several pods mount is there several times
record NodeSummary(List<PodUse> pods, List<VolumeUse> volumes) {
  NodeSummary {
    pods = List.copyOf(pods);
    volumes = List.copyOf(volumes);
  }
}
