package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterAccessTest {
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: here, cluster: {server: "http://127.0.0.1:1"}}]
      users: [{name: me, user: {token: secret}}]
      contexts: [{name: here, context: {cluster: here, user: me}}]
      current-context: here
      """;

  @TempDir private Path folder;

  @Test
  void findsTheKubeconfigInTheHomeFolder() throws IOException {
    Path file = folder.resolve(".kube/config");
    Files.createDirectory(folder.resolve(".kube"));
    Files.writeString(file, KUBECONFIG);

    assertFound(find(Map.of()), "http://127.0.0.1:1/", "kubeconfig " + file);
  }

  @Test
  void takesTheFirstFileOfKubeconfigThatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("second"), KUBECONFIG);
    String files = folder.resolve("first") + ":" + file;

    assertFound(find(Map.of("KUBECONFIG", files)), "http://127.0.0.1:1/", "kubeconfig " + file);
  }

  @Test
  void findsTheServiceAccountOfThePodThatItRunsIn() throws IOException {
    mountServiceAccount();

    assertFound(
        find(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "6443")),
        "https://10.0.0.1:6443/",
        "service account " + folder.resolve("account"));
  }

  @Test
  void bracketsAnAddressOfVersionSix() throws IOException {
    mountServiceAccount();

    assertFound(
        find(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1")),
        "https://[fd00::1]:443/",
        "service account " + folder.resolve("account"));
  }

  @Test
  void readsTheTokenAgainWhenItIsReplaced() throws IOException {
    mountServiceAccount();
    Path token = folder.resolve("account/token");
    ServiceAccount.TokenFile provider = new ServiceAccount.TokenFile(token);
    assertThat(provider.getToken()).isEqualTo("first");

    Files.writeString(token, "second\n");

    assertThat(provider.getToken()).isEqualTo("second");
  }

  @Test
  void saysWhereItLookedWhenThereIsNone() {
    assertThat(find(Map.of()))
        .isEqualTo(
            new ClusterAccess.None(
                """
                no Kubernetes cluster: looked at %1$s/.kube/config (no such file), \
                %1$s/account/token (no such file)\
                """
                    .formatted(folder)));
  }

  @Test
  void saysInOneLineWhatIsWrongWithAKubeconfig() throws IOException {
    Path file = Files.writeString(folder.resolve("broken"), "clusters: [unclosed\nusers: {");

    assertThat(find(Map.of("KUBECONFIG", file.toString())))
        .isInstanceOfSatisfying(
            ClusterAccess.None.class,
            none ->
                assertThat(none.why())
                    .startsWith("no Kubernetes cluster: looked at " + file + " (")
                    .doesNotContain("\n"));
  }

  @Test
  void opensAClusterThatAnswers() throws IOException {
    Told<PodView> told = new Told<>();
    try (FaultyApi api = new FaultyApi()) {
      String server = api.config().getMasterUrl();
      Path file =
          Files.writeString(
              folder.resolve("here"), KUBECONFIG.replace("http://127.0.0.1:1", server));
      api.nextList(FaultyApi.page("50", null, "a"));
      api.nextWatch();

      ClusterAccess access = find(Map.of("KUBECONFIG", file.toString()));

      assertThat(access).isInstanceOf(ClusterAccess.Found.class);
      if (access instanceof ClusterAccess.Found(Cluster cluster, String _)) {
        WatchConfig config = WatchConfig.defaults(Set.of());
        try (cluster;
            ClusterWatch<PodView> watch = ClusterWatch.pods(cluster, config, told)) {
          watch.start();
          await().until(told::isUp);
          assertThat(told.lines()).containsExactly("replace a");
        }
      }
    }
  }

  @Test
  void hasTheJdksHttpClientAsItsOnlyOne() {
    assertThat(
            ServiceLoader.load(HttpClient.Factory.class).stream().map(ServiceLoader.Provider::type))
        .as("another brings Vert.x 4 along, which cannot stand beside Vert.x 5")
        .containsExactly(JdkHttpClientFactory.class);
  }

  private void mountServiceAccount() throws IOException {
    Files.createDirectory(folder.resolve("account"));
    Files.writeString(folder.resolve("account/token"), "first");
  }

  private ClusterAccess find(Map<String, String> environment) {
    return ClusterAccess.find(environment, folder, folder.resolve("account"));
  }

  private static void assertFound(ClusterAccess access, String address, String how) {
    assertThat(access)
        .isInstanceOfSatisfying(
            ClusterAccess.Found.class,
            found -> {
              try (Cluster cluster = found.cluster()) {
                assertThat(cluster.address()).isEqualTo(address);
                assertThat(found.how()).isEqualTo(how);
              }
            });
  }
}
