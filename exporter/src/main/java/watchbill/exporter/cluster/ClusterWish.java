package watchbill.exporter.cluster;

/// What a configuration may ask of a cluster: a key of it and the value that asks.
public enum ClusterWish {
  PODS("kubernetes.enabled", "true", true),
  EVENTS("kubernetes.events", "true", true),
  SELECTION("kubernetes.selector", "", false),
  WORKLOADS("cluster.workloads", "true", true),
  DISRUPTION("cluster.disruption", "true", true),
  AUTOSCALING("cluster.autoscaling", "true", true),
  NODES("cluster.nodes", "true", true),
  CLAIMS("volumes.claims", "true", true),
  METRICS("usage.from", "metrics", true),
  KUBELETS("usage.from", "kubelet", false),
  GPUS("gpu.dcgm.discover", "true", true),
  RATES("infrastructure.rates", "", false);

  private final String key;
  private final String value;
  private final boolean usual;

  ClusterWish(String key, String value, boolean usual) {
    this.key = key;
    this.value = value;
    this.usual = usual;
  }

  /// The key's path.
  public String key() {
    return key;
  }

  /// The value that asks; empty when any does.
  public String value() {
    return value;
  }

  /// Whether it is asked where the key is absent.
  public boolean usual() {
    return usual;
  }
}
