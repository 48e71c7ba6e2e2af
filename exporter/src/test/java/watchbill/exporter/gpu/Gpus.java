package watchbill.exporter.gpu;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.gpu.DcgmAnswer;
import watchbill.connectors.gpu.DcgmPage;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.promtext.TextPage;
import watchbill.exporter.cluster.Known;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;

/// Parts of a fleet with GPUs. Pods of the namespace `shared` are nobody's agents; an agent is
/// called as its pod up to the first hyphen.
final class Gpus {
  static final Duration STALE_AFTER = Duration.ofMinutes(5);

  final Known<PodView> pods = new Known<>(PodView::uid, STALE_AFTER.toMillis());
  final Known<NodeView> nodes = new Known<>(NodeView::uid, STALE_AFTER.toMillis());

  GpuCluster cluster() {
    return new GpuCluster(
        pods,
        nodes,
        pod ->
            pod.namespace().equals("shared")
                ? null
                : new AgentLabels(pod.namespace(), pod.name().replaceAll("-.*", ""), "worker"),
        pod -> pod.needs().requests().gpus());
  }

  /// From now on these are the pods, and the cluster is heard.
  void pods(PodView... all) {
    pods.onReplace(List.of(all), 0);
    pods.onHealth(new WatchHealth(true, 0, 0, 0, 0, ""));
  }

  void nodes(NodeView... all) {
    nodes.onReplace(List.of(all), 0);
    nodes.onHealth(new WatchHealth(true, 0, 0, 0, 0, ""));
  }

  static PodView pod(String namespace, String name, String node, long gpus) {
    return pod(namespace, name, node, gpus, PodPhase.RUNNING);
  }

  static PodView pod(String namespace, String name, String node, long gpus, PodPhase phase) {
    return new PodView(
        namespace + "/" + name,
        "1",
        namespace,
        name,
        node,
        Owner.NONE,
        1_000,
        -1,
        phase,
        true,
        -1,
        Map.of(),
        List.of(),
        new PodNeeds(new ComputeAmounts(0, 0, gpus), List.of()));
  }

  static NodeView node(String name, int replicas) {
    return new NodeView(
        name, "1", name, "", "", false, "", replicas, ComputeAmounts.NONE, ComputeAmounts.NONE);
  }

  static GpuConfig config(String yaml) {
    return GpuConfig.of(ConfigFile.parse("test", yaml, Path.of("/"), _ -> null));
  }

  /// What a DCGM exporter on this node answers.
  static DcgmAnswer.Page page(String node, String text) {
    TextPage page = TextPage.read(text.getBytes(StandardCharsets.UTF_8), DcgmPage::wants);
    DcgmTarget target = new DcgmTarget(node, URI.create("http://" + node + ":9400/metrics"));
    return new DcgmAnswer.Page(target, DcgmPage.read(page), page.skipped());
  }

  /// The samples that are scraped now, without help and type.
  static List<String> scraped(ExpositionSource source) {
    ByteSink out = new ByteSink(0);
    source.writeTo(Format.TEXT, out);
    return out.toString().lines().filter(line -> !line.startsWith("#")).sorted().toList();
  }

  /// The samples of one family.
  static List<String> scraped(ExpositionSource source, String family) {
    return scraped(source).stream().filter(line -> line.startsWith(family + "{")).toList();
  }
}
