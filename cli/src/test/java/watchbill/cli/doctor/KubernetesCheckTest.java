package watchbill.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.cli.doctor.KubernetesCheck.Wanted;
import watchbill.connectors.kubernetes.ClusterAccess;

final class KubernetesCheckTest {
  private static final List<Wanted> WANTED =
      List.of(
          new Wanted("kubernetes", "list", "", "pods", "acme"),
          new Wanted("kubernetes", "watch", "", "pods", "acme"),
          new Wanted("kubelets", "get", "", "nodes/proxy", ""),
          new Wanted("workloads", "watch", "apps", "statefulsets", ""));

  @TempDir private Path folder;
  private HttpServer api;

  @BeforeEach
  void start() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/version", exchange -> answer(exchange, "{\"gitVersion\": \"v1.31.2\"}"));
    api.createContext("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", this::review);
    api.start();
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  /// Allows all but watches and the proxy.
  private void review(HttpExchange exchange) throws IOException {
    String asked =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("\\s", "");
    boolean allowed =
        !asked.contains("\"verb\":\"watch\"") && !asked.contains("\"subresource\":\"proxy\"");
    answer(
        exchange,
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
         "spec": {}, "status": {"allowed": %s}}
        """
            .formatted(allowed));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(
        exchange.getRequestMethod().equals("POST") ? 201 : 200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  private ClusterAccess access(int port) throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: here, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: me, user: {token: secret}}]
            contexts: [{name: here, context: {cluster: here, user: me}}]
            current-context: here
            """
                .formatted(port));
    return ClusterAccess.find(Map.of("KUBECONFIG", kubeconfig.toString()), folder);
  }

  @Test
  void namesWhatEachSourceMayNot() throws Exception {
    List<String> lines = new ArrayList<>();
    new KubernetesCheck(access(api.getAddress().getPort()), WANTED)
        .look(finding ->
            lines.add(finding.grade().word() + " " + finding.subject() + " " + finding.found()));
    assertThat(lines.getFirst())
        .startsWith("ok kubernetes http://127.0.0.1:")
        .endsWith(", v1.31.2");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "fail rights.kubernetes not allowed: watch pods in acme",
            "fail rights.kubelets not allowed: get nodes/proxy",
            "fail rights.workloads not allowed: watch statefulsets.apps");
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    KubernetesCheck check = new KubernetesCheck(access(1), WANTED);
    assertThatThrownBy(() -> check.look(_ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("http://127.0.0.1:1");
  }
}
