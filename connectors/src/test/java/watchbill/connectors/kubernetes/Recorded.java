package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/// What a cluster said in a file, read as from the cluster.
public final class Recorded {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private Recorded() {}

  /// The pods of a list.
  public static List<PodView> pods(InputStream list) throws IOException {
    try (list) {
      PodReader reader = new PodReader(Set.of());
      return JSON.unmarshal(list, PodList.class).getItems().stream().map(reader::read).toList();
    }
  }

  /// The events of a list.
  public static List<EventView> events(InputStream list) throws IOException {
    try (list) {
      return JSON.unmarshal(list, EventList.class).getItems().stream()
          .map(EventReader::read)
          .toList();
    }
  }
}
