package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An API server that keeps pods, and that can be told to answer the next lists or watches wrongly.
final class FaultyApi implements AutoCloseable {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  /// Held, so that its level stays: it writes a line for each request.
  private static final Logger MOCK_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  private static final Pattern WATCHED =
      Pattern.compile(
          "/(pods|events|statefulsets|deployments|poddisruptionbudgets|horizontalpodautoscalers)\\?");

  private final Queue<Supplier<MockResponse>> nextLists = new ConcurrentLinkedQueue<>();
  private final Queue<Supplier<MockResponse>> nextWatches = new ConcurrentLinkedQueue<>();
  private final Queue<MockResponse> nextUses = new ConcurrentLinkedQueue<>();
  private final List<String> lists = new CopyOnWriteArrayList<>();
  private final List<String> watches = new CopyOnWriteArrayList<>();
  private final KubernetesMockServer server;

  FaultyApi() {
    MOCK_LOG.setLevel(Level.WARNING);
    server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new Faults(), false);
    server.init(InetAddress.getLoopbackAddress(), 0);
  }

  Config config() {
    return server.createClient().getConfiguration();
  }

  Cluster cluster() {
    return Cluster.of(config());
  }

  Cluster cluster(Duration requestLimit) {
    return Cluster.of(config(), requestLimit);
  }

  /// The queries of the lists so far, decoded; of nodes and claims none.
  List<String> lists() {
    return List.copyOf(lists);
  }

  /// The paths and queries of their watches so far, decoded.
  List<String> watches() {
    return List.copyOf(watches);
  }

  void nextList(MockResponse answer) {
    nextLists.add(() -> answer);
  }

  /// The next watch is this one, spoken by the test.
  Line nextWatch() {
    Line line = new Line();
    nextWatches.add(() -> new MockResponse().withWebSocketUpgrade(line));
    return line;
  }

  void nextWatch(MockResponse answer) {
    nextWatches.add(() -> answer);
  }

  /// The next answer about what pods use; when there is none, there is no such API.
  void nextUse(MockResponse answer) {
    nextUses.add(answer);
  }

  static Pod pod(String name, String version) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("acme")
        .withUid("uid-" + name)
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }

  static MockResponse page(String version, @Nullable String next, String... names) {
    PodListBuilder list =
        new PodListBuilder()
            .withNewMetadata()
            .withResourceVersion(version)
            .withContinue(next)
            .endMetadata();
    for (String name : names) {
      list.addToItems(pod(name, version));
    }
    return json(200, list.build());
  }

  static MockResponse error(int code, String message) {
    return json(code, new StatusBuilder().withCode(code).withMessage(message).build());
  }

  static MockResponse json(int code, Object body) {
    return new MockResponse()
        .setResponseCode(code)
        .setHeader("Content-Type", "application/json")
        .setBody(JSON.asJson(body));
  }

  @Override
  public void close() {
    server.destroy();
  }

  /// One watch's connection, in the test's hand. Events sent before it opens are kept until then.
  static final class Line extends WebSocketListener {
    private final Queue<String> early = new ConcurrentLinkedQueue<>();
    private volatile @Nullable WebSocket socket;

    @Override
    public synchronized void onOpen(WebSocket webSocket, Response response) {
      socket = webSocket;
      early.forEach(webSocket::send);
    }

    boolean isOpen() {
      return socket != null;
    }

    Line added(String pod, String version) {
      return send("ADDED", pod(pod, version));
    }

    Line modified(String pod, String version) {
      return send("MODIFIED", pod(pod, version));
    }

    Line deleted(String pod, String version) {
      return send("DELETED", pod(pod, version));
    }

    Line bookmark(String version) {
      Pod bookmark =
          new PodBuilder().withNewMetadata().withResourceVersion(version).endMetadata().build();
      return send("BOOKMARK", bookmark);
    }

    Line gone() {
      return send(
          "ERROR", new StatusBuilder().withCode(410).withMessage("too old version").build());
    }

    void drop() {
      WebSocket open = socket;
      if (open == null) {
        throw new IllegalStateException("the watch is not open");
      }
      open.close(1001, "going away");
    }

    synchronized Line send(String type, io.fabric8.kubernetes.api.model.KubernetesResource object) {
      String event = JSON.asJson(new WatchEvent(object, type));
      WebSocket open = socket;
      if (open == null) {
        early.add(event);
      } else {
        open.send(event);
      }
      return this;
    }
  }

  private final class Faults extends Dispatcher {
    private final KubernetesCrudDispatcher pods = new KubernetesCrudDispatcher();

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String path = URLDecoder.decode(request.getPath(), StandardCharsets.UTF_8);
      if (path.startsWith("/apis/metrics.k8s.io/v1beta1/pods")) {
        MockResponse use = nextUses.poll();
        return use == null ? error(404, "the server could not find the requested resource") : use;
      }
      boolean watched = WATCHED.matcher(path).find();
      if (!request.getMethod().equals("GET") || !watched) {
        return pods.dispatch(request);
      }
      boolean watch = path.contains("watch=true");
      (watch ? watches : lists).add(path);
      Supplier<MockResponse> fault = (watch ? nextWatches : nextLists).poll();
      return fault == null ? pods.dispatch(request) : fault.get();
    }
  }
}
