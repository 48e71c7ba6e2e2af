package watchbill.connectors.gpu;

/// A pod, as another exporter names it.
public record PodName(String namespace, String name) {}
