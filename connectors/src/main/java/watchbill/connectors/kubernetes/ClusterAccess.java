package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether there is a cluster to watch, and how that is known: the files that `KUBECONFIG` names
/// (the first that can be read; they are not merged) or else `~/.kube/config`, then the service
/// account of the pod that we run in. Reads files and runs a kubeconfig's credential plugin; asks
/// no server.
public sealed interface ClusterAccess {
  /// There is one.
  ///
  /// @param how which of the places named it, for a person
  record Found(Cluster cluster, String how) implements ClusterAccess {}

  /// There is none.
  ///
  /// @param why where we looked and what was wrong there, in one line
  record None(String why) implements ClusterAccess {}

  /// Looks where Kubernetes' own tools look.
  ///
  /// @param environment such as `System.getenv()`
  /// @param home the user's home folder
  static ClusterAccess find(Map<String, String> environment, Path home) {
    return find(environment, home, Path.of("/var/run/secrets/kubernetes.io/serviceaccount"));
  }

  /// As above, with the service account mounted elsewhere.
  static ClusterAccess find(Map<String, String> environment, Path home, Path serviceAccount) {
    List<String> misses = new ArrayList<>();
    String named = environment.getOrDefault("KUBECONFIG", "");
    List<Path> kubeconfigs = new ArrayList<>();
    if (named.isEmpty()) {
      kubeconfigs.add(home.resolve(".kube/config"));
    } else {
      for (String file : named.split(File.pathSeparator, -1)) {
        kubeconfigs.add(Path.of(file));
      }
    }
    for (Path kubeconfig : kubeconfigs) {
      if (!Files.isRegularFile(kubeconfig)) {
        misses.add(kubeconfig + " (no such file)");
        continue;
      }
      try {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        return new Found(Cluster.of(config), "kubeconfig " + kubeconfig);
      } catch (RuntimeException unreadable) { // the client's YAML parser throws its own kinds
        misses.add(kubeconfig + " (" + OneLine.of(unreadable) + ")");
      }
    }
    return switch (ServiceAccount.find(environment, serviceAccount)) {
      case ServiceAccount.Found(Config config) ->
          new Found(Cluster.of(config), "service account " + serviceAccount);
      case ServiceAccount.None(String why) -> {
        misses.add(why);
        yield new None("no Kubernetes cluster: looked at " + String.join(", ", misses));
      }
    };
  }
}
