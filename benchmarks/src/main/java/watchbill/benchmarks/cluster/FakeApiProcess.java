package watchbill.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterAccess;

/// A [FakeApi] in a process of its own, so that what it takes is not counted as the watcher's.
final class FakeApiProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  FakeApiProcess(int pods) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FakeApiProcess.class.getName(),
                Integer.toString(pods))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String said = out.readLine();
    if (said == null) {
      throw new IOException("the API server's process ended");
    }
    port = Integer.parseInt(said);
  }

  /// Serves until its input ends.
  public static void main(String[] arguments) throws IOException {
    try (FakeApi api = new FakeApi(new FakeCluster(Integer.parseInt(arguments[0])))) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).println(api.port());
      while (System.in.read() >= 0) {}
    }
  }

  Cluster cluster() throws IOException {
    return clusterAt(port);
  }

  int port() {
    return port;
  }

  /// A client of the API server at this port.
  static Cluster clusterAt(int port) throws IOException {
    Path file = Files.createTempFile("watchbill", ".kubeconfig");
    try {
      Files.writeString(file, kubeconfig(port));
      return switch (ClusterAccess.find(Map.of("KUBECONFIG", file.toString()), file)) {
        case ClusterAccess.Found found -> found.cluster();
        case ClusterAccess.None none -> throw new IOException(none.why());
      };
    } finally {
      Files.delete(file);
    }
  }

  private static String kubeconfig(int port) {
    return """
    apiVersion: v1
    kind: Config
    current-context: fake
    contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
    clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
    users: [{name: nobody, user: {}}]
    """
        .formatted(port);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
