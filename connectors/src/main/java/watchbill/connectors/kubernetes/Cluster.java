package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.time.Duration;

/// A client for one cluster. It tries each request once and opens each watch once: when to try
/// again is decided in one place, by who asks. Safe from any thread.
public final class Cluster implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /// kube-apiserver gives up a request after 60 s (`--request-timeout`); a page of pods takes a
  /// small part of that.
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  private final KubernetesClient client;

  private Cluster(KubernetesClient client) {
    this.client = client;
  }

  static Cluster of(Config found) {
    return of(found, REQUEST_LIMIT);
  }

  static Cluster of(Config found, Duration requestLimit) {
    Config config =
        new ConfigBuilder(found)
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectLimit(0)
            .withConnectionTimeout((int) CONNECT_LIMIT.toMillis())
            .withRequestTimeout((int) requestLimit.toMillis())
            .build();
    return new Cluster(
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new JdkHttpClientFactory())
            .withKubernetesSerialization(LeanJson.reading())
            .build());
  }

  KubernetesClient client() {
    return client;
  }

  /// The API server's address.
  public String address() {
    return client.getConfiguration().getMasterUrl();
  }

  /// Ends all requests; what still uses the client fails.
  @Override
  public void close() {
    client.close();
  }
}
