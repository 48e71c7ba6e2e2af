package watchbill.benchmarks.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import watchbill.benchmarks.cluster.FakeCluster.Change;
import watchbill.benchmarks.cluster.FakeCluster.Snapshot;

/// The part of an API server that lists pods in pages and watches them, on a port of the loopback
/// address, with the faults that are asked of it. Safe from any thread.
final class FakeApi implements AutoCloseable {
  private static final int TOO_MANY = 429;
  private static final int MOST_SNAPSHOTS = 8;

  private final Vertx vertx = Vertx.vertx();
  private final FakeCluster cluster;
  private final HttpServer server;
  private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();
  private final Set<ServerWebSocket> watches = new CopyOnWriteArraySet<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicLong lists = new AtomicLong();
  private final AtomicLong opened = new AtomicLong();

  FakeApi(FakeCluster cluster) {
    this.cluster = cluster;
    try {
      this.server =
          vertx
              .createHttpServer()
              .requestHandler(this::answer)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("listening on a free port", e);
    }
  }

  int port() {
    return server.actualPort();
  }

  /// How many lists were begun, and how many watches opened.
  String counts() {
    return lists.get() + " lists, " + opened.get() + " watches";
  }

  /// The next requests are answered with 429.
  void refuseNext(int requests) {
    refusals.set(requests);
  }

  /// Ends all watches without a word.
  void dropWatches() {
    watches.forEach(watch -> watch.close((short) 1001, "going away"));
  }

  @Override
  public void close() {
    server.close();
    vertx.close();
  }

  private void answer(HttpServerRequest request) {
    if (!request.path().equals("/api/v1/pods")) {
      request.response().setStatusCode(404).end();
    } else if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      refuse(request, TOO_MANY, "slow down");
    } else if ("true".equals(request.getParam("watch"))) {
      watch(request);
    } else {
      list(request);
    }
  }

  private static void refuse(HttpServerRequest request, int code, String why) {
    request
        .response()
        .setStatusCode(code)
        .putHeader("Content-Type", "application/json")
        .end(status(code, why));
  }

  private static String status(int code, String why) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"message\":\"%s\"}"
        .formatted(code, why);
  }

  /// A page shows the version of the first one, as etcd gives it.
  private void list(HttpServerRequest request) {
    String token = request.getParam("continue");
    String limit = request.getParam("limit");
    Snapshot snapshot;
    int from = 0;
    if (token == null) {
      lists.incrementAndGet();
      snapshot = cluster.snapshot();
      if (snapshots.size() > MOST_SNAPSHOTS) {
        snapshots.clear();
      }
      snapshots.put(Long.toString(snapshot.version()), snapshot);
    } else {
      List<String> parts = List.of(token.split("-", 2));
      Snapshot begun = snapshots.get(parts.get(0));
      if (begun == null) {
        refuse(request, 410, "the continue token is too old");
        return;
      }
      snapshot = begun;
      from = Integer.parseInt(parts.get(1));
    }
    int size = snapshot.pods().size();
    int to = limit == null ? size : Math.min(size, from + Integer.parseInt(limit));
    String next = to < size ? snapshot.version() + "-" + to : "";
    Buffer page = Buffer.buffer(10_000 * (to - from + 1));
    page.appendString(
        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"%d\",\"continue\":\"%s\"},\"items\":["
            .formatted(snapshot.version(), next));
    for (int i = from; i < to; i++) {
      page.appendString(i > from ? "," : "").appendString(snapshot.pods().get(i).json());
    }
    request.response().putHeader("Content-Type", "application/json").end(page.appendString("]}"));
  }

  private void watch(HttpServerRequest request) {
    long from = Long.parseLong(request.getParam("resourceVersion"));
    request.toWebSocket().onSuccess(socket -> tell(socket, from));
  }

  private void tell(ServerWebSocket socket, long from) {
    opened.incrementAndGet();
    watches.add(socket);
    Consumer<Change> watcher = change -> socket.writeTextMessage(change.json());
    socket.closeHandler(_ -> {
      watches.remove(socket);
      cluster.unwatch(watcher);
    });
    if (!cluster.watch(from, watcher)) {
      String gone = "{\"type\":\"ERROR\",\"object\":" + status(410, "too old version") + "}";
      socket.writeTextMessage(gone);
      socket.close();
    }
  }
}
