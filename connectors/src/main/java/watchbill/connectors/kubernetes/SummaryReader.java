package watchbill.connectors.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads a kubelet's summary, `Summary` of `k8s.io/kubelet/pkg/apis/stats/v1alpha1`. All but the
/// names of pods and claims may be missing; what is, is told as -1.
final class SummaryReader {
  static final JsonFactory JSON = new JsonFactory();

  private final List<PodUse> pods = new ArrayList<>();
  private final List<VolumeUse> volumes = new ArrayList<>();

  private SummaryReader() {}

  /// @throws IOException when that is no JSON
  static NodeSummary read(byte[] json) throws IOException {
    SummaryReader reader = new SummaryReader();
    try (JsonParser at = JSON.createParser(json)) {
      at.nextToken();
      JsonFields.each(
          at,
          (field, value) -> {
            if (field.equals("pods")) {
              JsonFields.items(value, reader::pod);
            }
          });
    }
    return new NodeSummary(reader.pods, reader.volumes);
  }

  private void pod(JsonParser at) throws IOException {
    Pod pod = new Pod();
    JsonFields.each(
        at,
        (field, value) -> {
          switch (field) {
            case "podRef" -> pod.ref.read(value);
            case "cpu" -> pod.cpu(value);
            case "memory" -> pod.memory(value);
            case "ephemeral-storage" -> pod.ephemeral.read(value);
            case "volume" -> JsonFields.items(value, this::volume);
            default -> {}
          }
        });
    if (pod.ref.isNamed()) {
      pods.add(pod.use());
    }
  }

  private void volume(JsonParser at) throws IOException {
    Volume volume = new Volume();
    volume.read(at);
    if (volume.claim.isNamed()) {
      volumes.add(volume.use());
    }
  }

  private static final class Reference {
    private String namespace = "";
    private String name = "";
    private String uid = "";

    void read(JsonParser at) throws IOException {
      JsonFields.each(
          at,
          (field, value) -> {
            switch (field) {
              case "namespace" -> namespace = JsonFields.text(value);
              case "name" -> name = JsonFields.text(value);
              case "uid" -> uid = JsonFields.text(value);
              default -> {}
            }
          });
    }

    boolean isNamed() {
      return !namespace.isEmpty() && !name.isEmpty();
    }
  }

  private static final class Pod {
    private final Reference ref = new Reference();
    private final Volume ephemeral = new Volume();
    private long cpuAtMillis = Said.NO_TIME;
    private long memoryAtMillis = Said.NO_TIME;
    private long nanocores = -1;
    private long cpuNanos = -1;
    private long memoryBytes = -1;

    void cpu(JsonParser at) throws IOException {
      JsonFields.each(
          at,
          (field, value) -> {
            switch (field) {
              case "time" -> cpuAtMillis = Said.millis(JsonFields.text(value));
              case "usageNanoCores" -> nanocores = JsonFields.amount(value);
              case "usageCoreNanoSeconds" -> cpuNanos = JsonFields.amount(value);
              default -> {}
            }
          });
    }

    void memory(JsonParser at) throws IOException {
      JsonFields.each(
          at,
          (field, value) -> {
            switch (field) {
              case "time" -> memoryAtMillis = Said.millis(JsonFields.text(value));
              case "workingSetBytes" -> memoryBytes = JsonFields.amount(value);
              default -> {}
            }
          });
    }

    PodUse use() {
      return new PodUse(
          ref.namespace,
          ref.name,
          ref.uid,
          Math.max(cpuAtMillis, memoryAtMillis),
          nanocores,
          cpuNanos,
          memoryBytes,
          ephemeral.usedBytes);
    }
  }

  /// What is told of a file system, and whose it is.
  private static final class Volume {
    private final Reference claim = new Reference();
    private long atMillis = Said.NO_TIME;
    private long capacityBytes = -1;
    private long availableBytes = -1;
    private long usedBytes = -1;
    private long inodes = -1;
    private long inodesUsed = -1;

    void read(JsonParser at) throws IOException {
      JsonFields.each(
          at,
          (field, value) -> {
            switch (field) {
              case "pvcRef" -> claim.read(value);
              case "time" -> atMillis = Said.millis(JsonFields.text(value));
              case "capacityBytes" -> capacityBytes = JsonFields.amount(value);
              case "availableBytes" -> availableBytes = JsonFields.amount(value);
              case "usedBytes" -> usedBytes = JsonFields.amount(value);
              case "inodes" -> inodes = JsonFields.amount(value);
              case "inodesUsed" -> inodesUsed = JsonFields.amount(value);
              default -> {}
            }
          });
    }

    VolumeUse use() {
      return new VolumeUse(
          claim.namespace,
          claim.name,
          atMillis,
          capacityBytes,
          availableBytes,
          usedBytes,
          inodes,
          inodesUsed);
    }
  }
}
