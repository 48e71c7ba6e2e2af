package watchbill.connectors.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.http.webconfig.WebGuard;

/// Serves GET and HEAD of its routes' paths over HTTP/1.1, and POST where a route takes a body.
///
/// One event loop moves bytes and never computes. Answers are computed on virtual threads, a
/// bounded number at once per route and for at most 30 s each. A client that does not read holds
/// nothing but its own answer, and that for [HttpConfig#writeTimeout()] at most, or until 32 newer
/// answers wait as well. All bodies together hold 64 MiB at most, and each must be there within the
/// same time; when more come, they are asked to come again. At most 512 connections are open; the
/// next is closed at once, as is one on which no request came within 10 s. What a page of another
/// site has a browser send is refused ([SameSite]). Who may ask, and over TLS or not, is in the
/// file [HttpConfig#webConfigFile()].
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MAX_CONNECTIONS = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration HEAD_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  private static final Response UNAUTHORIZED =
      Response.text(401, "want a user's name and password").with("WWW-Authenticate", "Basic");
  private static final Response LATER =
      Response.text(429, "too many requests").with("Retry-After", "1");

  private final HttpConfig config;
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private final List<Route> patterns;
  private @Nullable Vertx vertx;
  private io.vertx.core.http.@Nullable HttpServer server;
  private final SlowReaders slow = new SlowReaders();
  private final Bodies bodies = new Bodies();
  private final SameSite sameSite;
  private final Duration headWithin;

  /// What closes the connections on which no request has come yet.
  private final Map<HttpConnection, Long> silent = new HashMap<>();

  private int connections;

  /// A server that is not started yet.
  public HttpServer(HttpConfig config, List<Route> routes) {
    this(config, routes, PATIENCE, HEAD_WITHIN);
  }

  HttpServer(HttpConfig config, List<Route> routes, Duration patience, Duration headWithin) {
    this.config = config;
    this.sameSite = new SameSite(config.host());
    this.headWithin = headWithin;
    this.patterns = routes.stream().filter(Route::isPattern).toList();
    for (Route route : routes) {
      if (desks.put(route.path(), new Desk(route, patience)) != null) {
        throw new IllegalArgumentException("routes: want each path once, have " + route.path());
      }
    }
  }

  /// Listens; returns when connections are accepted.
  ///
  /// @throws watchbill.connectors.config.ConfigError when it may not listen there
  public synchronized void start() {
    if (vertx != null) {
      throw new IllegalStateException("The HTTP server was started before");
    }
    Vertx loop =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      WebGuard guard = new WebGuard(config.webConfigFile(), loop.getOrCreateContext());
      io.vertx.core.http.HttpServer listening = listening(loop, guard);
      guard.watch(listening);
      server = listening;
      vertx = loop;
    } catch (ConfigError e) {
      waitFor(loop.close());
      throw e;
    } catch (CompletionException e) {
      waitFor(loop.close());
      throw ListenFailure.toConfigError(config, e.getCause());
    }
  }

  /// The port on which it listens.
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("The HTTP server is not started");
    }
    return server.actualPort();
  }

  /// Requests of this route that were refused because too many were being answered.
  public long refused(String path) {
    Desk desk = desks.get(path);
    return desk == null ? 0 : desk.refused();
  }

  /// Stops listening, gives answers on their way 2 s, and closes all connections; does nothing
  /// where it does not run. Takes 4 s at most.
  public synchronized void stop() {
    if (server != null) {
      waitFor(server.shutdown(STOP_WITHIN));
      server = null;
    }
    if (vertx != null) {
      waitFor(vertx.close());
    }
  }

  private io.vertx.core.http.HttpServer listening(Vertx loop, WebGuard guard) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true)
            .setIdleTimeout((int) config.idleTimeout().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return guard
        .tls()
        .map(tls -> loop.createHttpServer(encrypted(options), tls))
        .orElseGet(() -> loop.createHttpServer(options))
        .connectionHandler(connection -> count(loop, connection))
        .requestHandler(request -> admit(loop, guard, request))
        .exceptionHandler(e -> LOG.debug("A connection failed", e))
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /// HTTP/2 is not offered: an answer that is not taken ends its connection, with all others on it.
  private static HttpServerConfig encrypted(HttpServerOptions options) {
    return new HttpServerConfig(options.setSsl(true)).setVersions(HttpVersion.HTTP_1_1);
  }

  private void count(Vertx loop, HttpConnection connection) {
    connections++;
    silent.put(connection, loop.setTimer(headWithin.toMillis(), _ -> connection.close()));
    connection.closeHandler(_ -> {
      connections--;
      spoke(loop, connection);
    });
    if (connections > MAX_CONNECTIONS) {
      connection.close();
    }
  }

  private void spoke(Vertx loop, HttpConnection connection) {
    Long alarm = silent.remove(connection);
    if (alarm != null) {
      loop.cancelTimer(alarm);
    }
  }

  /// Lets a request in, or says why not, when its guard has made up its mind.
  private void admit(Vertx loop, WebGuard guard, HttpServerRequest request) {
    spoke(loop, request.connection());
    guard.headers().forEach(request.response()::putHeader);
    request.pause();
    Optional<Response> foreign = sameSite.refusal(request.method().name(), request.headers());
    if (foreign.isPresent()) {
      send(loop, request, foreign.get());
      return;
    }
    String authorization = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
    guard.admit(
        authorization,
        request.remoteAddress().hostAddress() + "",
        admission -> {
          switch (admission) {
            case ADMITTED -> serve(loop, request);
            case UNKNOWN -> send(loop, request, UNAUTHORIZED);
            case LATER -> send(loop, request, LATER);
          }
        });
  }

  private void serve(Vertx loop, HttpServerRequest request) {
    Desk desk = desk(request.path());
    if (desk == null) {
      String paths = String.join(" ", desks.keySet());
      send(loop, request, Response.text(404, "nothing is here; there are " + paths));
    } else if (!desk.route().methods().contains(request.method().name())) {
      List<String> methods = desk.route().methods();
      String want = "want " + String.join(" or ", methods) + ", have " + request.method().name();
      send(loop, request, Response.text(405, want).with("Allow", String.join(", ", methods)));
    } else if (desk.route().largestBody() > 0) {
      receive(loop, request, desk);
    } else {
      request.resume();
      Context context = loop.getOrCreateContext();
      desk.serve(reduced(request), context, response -> send(loop, request, response));
    }
  }

  private void receive(Vertx loop, HttpServerRequest request, Desk desk) {
    Request head = reduced(request);
    Optional<Response> refusal = desk.route().answer().refusal(head);
    if (refusal.isPresent()) {
      send(loop, request, refusal.get());
      return;
    }
    Context context = loop.getOrCreateContext();
    long within = config.writeTimeout().toMillis();
    new Upload(loop, request, bodies, desk.route().largestBody(), within)
        .receive(
            (body, done) ->
                desk.serve(
                    head.withBody(body),
                    context,
                    response -> {
                      done.run();
                      send(loop, request, response);
                    }),
            response -> send(loop, request, response));
  }

  private @Nullable Desk desk(String path) {
    Desk desk = desks.get(path);
    for (int i = 0; desk == null && i < patterns.size(); i++) {
      if (patterns.get(i).covers(path)) {
        desk = desks.get(patterns.get(i).path());
      }
    }
    return desk;
  }

  /// Sends the answer; what is still to come of a body is thrown away, and its connection with it.
  private void send(Vertx loop, HttpServerRequest request, Response response) {
    if (!request.isEnded()) {
      Upload.discard(loop, request);
    }
    new Delivery(loop, request, slow).start(response, config.writeTimeout().toMillis());
  }

  private static Request reduced(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      headers.merge(name, header.getValue(), (a, b) -> a + ", " + b);
    }
    String query = request.query();
    return new Request(request.path(), query == null ? "" : query, headers);
  }

  private static void waitFor(Future<?> stopped) {
    try {
      stopped
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The HTTP server did not stop in order: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
