package watchbill.exporter.usage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.SummaryPoll;
import watchbill.connectors.kubernetes.UsePoll;
import watchbill.connectors.kubernetes.VolumeUse;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.exporter.Observation;
import watchbill.exporter.cluster.ClusterSource;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.health.WatchedHealth;
import watchbill.metrics.exposition.ExpositionSource;

/// The one poll of what pods and volumes use, by whichever way is configured. What it heard is for
/// others to show.
public final class UsageSource implements Observation {
  /// A kubelet with many volumes needs seconds for its summary.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Known<PodUse> pods;
  private final Known<VolumeUse> volumes;
  private final Polled polled;

  private record Polled(List<SourceHealth> sources, Runnable start, Runnable end) {}

  /// A poll that is not started yet.
  ///
  /// @param namespaces whose pods the metrics API is asked about; empty means all
  /// @param nodes those of the cluster; only kubelets are asked by node
  /// @param staleAfter for how long the last word of a source or a node is believed
  public UsageSource(
      UsageConfig config,
      Cluster cluster,
      Set<String> namespaces,
      Known<NodeView> nodes,
      Duration staleAfter,
      InstantSource clock) {
    long staleAfterMillis = staleAfter.toMillis();
    this.pods = new Known<>(use -> use.namespace() + "/" + use.pod(), staleAfterMillis);
    this.volumes = new Known<>(use -> use.namespace() + "/" + use.claim(), staleAfterMillis);
    this.polled =
        switch (config.from()) {
          case METRICS -> {
            SourceHealth health = SourceHealth.supplementary(ClusterSource.METRICS.source(), clock);
            UsePoll poll = new UsePoll(cluster, namespaces, config.every(), heard(health));
            yield new Polled(List.of(health), poll::start, poll::close);
          }
          case KUBELET -> {
            SourceHealth health =
                SourceHealth.supplementary(ClusterSource.KUBELETS.source(), clock);
            SummaryPoll poll =
                new SummaryPoll(
                    cluster,
                    new SummaryPoll.Pace(config.every(), PATIENCE, staleAfter),
                    () -> nodes.at(clock.millis()),
                    heard(health),
                    volumes);
            yield new Polled(List.of(health), poll::start, poll::close);
          }
          case OFF -> new Polled(List.of(), () -> {}, () -> {});
        };
  }

  /// What pods use; unknown while nobody tells.
  public Known<PodUse> pods() {
    return pods;
  }

  /// How full volumes are; unknown unless kubelets are asked.
  public Known<VolumeUse> volumes() {
    return volumes;
  }

  @Override
  public List<SourceHealth> sources() {
    return polled.sources();
  }

  /// Nothing: see [UsageSeries] and [watchbill.exporter.volumes.VolumeSeries].
  @Override
  public List<ExpositionSource> series() {
    return List.of();
  }

  @Override
  public void start() {
    polled.start().run();
  }

  @Override
  public void close() {
    polled.end().run();
  }

  private WatchListener<PodUse> heard(SourceHealth health) {
    return WatchListener.all(List.of(pods, new WatchedHealth<PodUse>(health)));
  }
}
