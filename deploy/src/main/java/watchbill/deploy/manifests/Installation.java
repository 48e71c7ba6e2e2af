package watchbill.deploy.manifests;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import watchbill.deploy.Part;
import watchbill.deploy.rights.Access;

/// One Watchbill in a cluster.
///
/// @param namespace where it is
/// @param config its configuration file
/// @param access what each of its parts may do; the keys are the parts that there are
public record Installation(String namespace, String config, Map<Part, Access> access) {
  /// The version whose image is run.
  public static final String VERSION = "0.1.0-SNAPSHOT";

  /// The image that `make image` makes.
  public static final String IMAGE = "watchbill:" + VERSION;

  private static final String NAME = "watchbill";

  public Installation {
    access = Map.copyOf(access);
  }

  /// Its parts, in the order in which they are written.
  List<Part> parts() {
    return Arrays.stream(Part.values()).filter(access::containsKey).toList();
  }

  /// The name of a part's objects.
  static String name(Part part) {
    return part.suffix().isEmpty() ? NAME : NAME + "-" + part.suffix();
  }

  /// What finds a part's pods.
  static SortedMap<String, String> selector(Part part) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("app.kubernetes.io/name", NAME);
    labels.put("app.kubernetes.io/instance", NAME);
    if (!part.suffix().isEmpty()) {
      labels.put("app.kubernetes.io/component", part.suffix());
    }
    return labels;
  }

  /// The Secrets that its configuration reads files of: below `/etc/watchbill`, a folder each.
  List<String> secrets() {
    return Stream.of("intake", "kafka", "nats", "web")
        .filter(kind -> config.contains(Pods.ETC + "/" + kind + "/"))
        .toList();
  }
}
