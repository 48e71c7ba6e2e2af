package watchbill.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An API server that asks of each request whether the roles of its bearer allow it, and refuses as
/// kube-apiserver does (`k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go`).
/// A bearer of whom it was told nothing may do anything: that is the test itself.
final class GatedApi implements AutoCloseable {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final Logger MOCK_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  /// Group, namespace, resource, name and subresource.
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api/v1|apis/([^/]+)/[^/]+)(?:/namespaces/([^/]+))?/([^/?]+)(?:/([^/?]+)(?:/([^/?]+))?)?.*");

  private static final String USES =
      """
      {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "items": []}
      """;

  private final Map<String, List<HasMetadata>> rolesByToken = new ConcurrentHashMap<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new Gate(), false);

  GatedApi() {
    MOCK_LOG.setLevel(Level.WARNING);
    server.init(InetAddress.getLoopbackAddress(), 0);
  }

  String url() {
    return server.url("/");
  }

  /// One who may do anything.
  KubernetesClient kubectl() {
    return server.createClient();
  }

  /// From now on the bearer of this token may do what these roles allow, and nothing else.
  void allow(String token, List<HasMetadata> roles) {
    rolesByToken.put(token, List.copyOf(roles));
  }

  /// What was refused so far, in its own words.
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    server.destroy();
  }

  /// What a request wants to do.
  private record Attributes(
      String verb, String group, String namespace, String resource, String name) {
    static Attributes of(String method, String path) {
      Matcher parts = PATH.matcher(path);
      if (!parts.matches()) {
        throw new AssertionError("want the path of a resource, have " + path);
      }
      String name = text(parts.group(4));
      String subresource = text(parts.group(5));
      String verb =
          switch (method) {
            case "GET" -> path.contains("watch=true") ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            default -> method;
          };
      return new Attributes(
          verb,
          text(parts.group(1)),
          text(parts.group(2)),
          parts.group(3) + (subresource.isEmpty() ? "" : "/" + subresource),
          name);
    }

    private static String text(String group) {
      return group == null ? "" : group;
    }

    boolean isAllowedBy(HasMetadata role) {
      return switch (role) {
        case ClusterRole whole -> whole.getRules().stream().anyMatch(this::isIn);
        case Role one ->
            one.getMetadata().getNamespace().equals(namespace)
                && one.getRules().stream().anyMatch(this::isIn);
        default -> false;
      };
    }

    private boolean isIn(PolicyRule rule) {
      return rule.getApiGroups().contains(group)
          && rule.getResources().contains(resource)
          && rule.getVerbs().contains(verb);
    }

    String refusal(String user) {
      String plain = resource.replaceFirst("/.*", "");
      return plain
          + (group.isEmpty() ? "" : "." + group)
          + (name.isEmpty() ? "" : " \"" + name + "\"")
          + " is forbidden: User \"system:serviceaccount:watchbill:"
          + user
          + "\" cannot "
          + verb
          + " resource \""
          + resource
          + "\" in API group \""
          + group
          + "\" "
          + (namespace.isEmpty()
              ? "at the cluster scope"
              : "in the namespace \"" + namespace + "\"");
    }
  }

  private final class Gate extends KubernetesCrudDispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String path = URLDecoder.decode(request.getPath(), StandardCharsets.UTF_8);
      String bearer = request.getHeader("Authorization");
      if (bearer != null && bearer.startsWith("Bearer ")) {
        String token = bearer.substring("Bearer ".length());
        List<HasMetadata> roles = rolesByToken.get(token);
        Attributes wanted = Attributes.of(request.getMethod(), path);
        if (roles != null && roles.stream().noneMatch(wanted::isAllowedBy)) {
          String refusal = wanted.refusal("watchbill");
          refusals.add(token + ": " + refusal);
          return forbidden(refusal);
        }
      }
      if (path.startsWith("/apis/metrics.k8s.io/")) {
        return json(200, USES);
      }
      if (path.contains("/proxy/stats/summary")) {
        return json(200, "{\"node\": {\"nodeName\": \"n\"}, \"pods\": []}");
      }
      return super.dispatch(request);
    }

    private static MockResponse forbidden(String why) {
      return json(
          403,
          JSON.asJson(
              new StatusBuilder()
                  .withStatus("Failure")
                  .withReason("Forbidden")
                  .withMessage(why)
                  .withCode(403)
                  .build()));
    }

    private static MockResponse json(int code, String body) {
      return new MockResponse()
          .setResponseCode(code)
          .setHeader("Content-Type", "application/json")
          .setBody(body);
    }
  }
}
