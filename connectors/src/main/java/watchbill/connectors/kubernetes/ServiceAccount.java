package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The identity that Kubernetes mounts into every pod
/// (https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/).
sealed interface ServiceAccount {
  /// It is there.
  record Found(Config config) implements ServiceAccount {}

  /// It is not there.
  record None(String why) implements ServiceAccount {}

  static ServiceAccount find(Map<String, String> environment, Path folder) {
    Path token = folder.resolve("token");
    if (!Files.isReadable(token)) {
      return new None(token + " (no such file)");
    }
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    if (host.isEmpty()) {
      return new None(token + " (KUBERNETES_SERVICE_HOST is not set)");
    }
    String authority = host.contains(":") ? "[" + host + "]" : host;
    ConfigBuilder config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://" + authority + ":" + port + "/")
            .withOauthTokenProvider(new TokenFile(token));
    Path authorities = folder.resolve("ca.crt");
    if (Files.isReadable(authorities)) {
      config.withCaCertFile(authorities.toString());
    }
    return new Found(config.build());
  }

  /// Reads the token anew for each request: the kubelet replaces it about once an hour, and the old
  /// one ends.
  record TokenFile(Path file) implements OAuthTokenProvider {
    @Override
    public String getToken() {
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new UncheckedIOException("reading the service account's token " + file, e);
      }
    }
  }
}
