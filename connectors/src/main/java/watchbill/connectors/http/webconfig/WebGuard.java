package watchbill.connectors.http.webconfig;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.config.ConfigError;

/// Stands before an HTTP server and lets in whom its web-config file lets in. The file, and what it
/// names, is read again every second; a change that is there twice in the same form holds for
/// whoever connects or asks next, without a request lost. One that is broken leaves the old one in
/// place and says so once. For one event loop, but for the reading.
public final class WebGuard {
  private static final Logger LOG = LoggerFactory.getLogger(WebGuard.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final @Nullable Path file;
  private final Vertx vertx;
  private final Context loop;
  private final Users users;
  private WebConfig config;
  private @Nullable RateLimit limit;
  private String lastError = "";
  private String lastSeen = "";

  /// A guard that has read its file.
  ///
  /// @param file absent where anybody may ask
  /// @param loop where it is asked
  /// @throws ConfigError when the file cannot be used
  public WebGuard(Optional<Path> file, Context loop) {
    this.file = file.orElse(null);
    this.loop = loop;
    this.vertx = loop.owner();
    this.config = file.map(WebConfig::read).orElse(WebConfig.OPEN);
    checkKey(config);
    this.users = new Users(config.users(), loop);
    this.limit = limit(config);
  }

  /// How to listen; absent for plain HTTP.
  public Optional<ServerSSLOptions> tls() {
    return config.tls().map(TlsConfig::options);
  }

  /// Begins to look after the file, for this server. It ends with the event loop.
  public void watch(HttpServer server) {
    if (file != null) {
      vertx.setTimer(LOOK_EVERY.toMillis(), _ -> look(file, server));
    }
  }

  /// What each answer carries besides.
  public Map<String, String> headers() {
    return config.headers();
  }

  /// Says, now or later on the event loop, whether a request may pass.
  ///
  /// @param authorization its header of this name; empty where it has none
  /// @param address where it comes from
  public void admit(String authorization, String address, Consumer<Admission> answer) {
    if (limit != null && !limit.allows(System.nanoTime())) {
      answer.accept(Admission.LATER);
    } else {
      users.check(authorization, address, answer);
    }
  }

  private void look(Path from, HttpServer server) {
    String known = config.print();
    Thread.ofVirtual()
        .name("web-config")
        .start(() -> {
          try {
            WebConfig read = WebConfig.read(from);
            if (!read.print().equals(known)) {
              checkKey(read);
            }
            loop.runOnContext(_ -> take(read, server));
          } catch (ConfigError e) {
            loop.runOnContext(_ -> refuse(e.getMessage() + "", server));
          }
        });
  }

  private void take(WebConfig read, HttpServer server) {
    if (read.print().equals(config.print())) {
      lastError = "";
      watch(server);
    } else if (!read.print().equals(lastSeen)) {
      lastSeen = read.print(); // perhaps it is being written: what is cut off lets in too many
      watch(server);
    } else if (read.tls().isPresent() != config.tls().isPresent()) {
      refuse("tls_server_config: want a restart to turn TLS on or off, have a change", server);
    } else if (read.tls().isEmpty()) {
      takeOver(read, server);
    } else {
      server
          .updateSSLOptions(read.tls().get().options(), true)
          .onSuccess(_ -> takeOver(read, server))
          .onFailure(e -> refuse("tls_server_config: " + e.getMessage(), server));
    }
  }

  private void takeOver(WebConfig read, HttpServer server) {
    boolean otherLimit =
        !read.interval().equals(config.interval()) || read.burst() != config.burst();
    config = read;
    users.replace(read.users());
    if (otherLimit) {
      limit = limit(read);
    }
    lastError = "";
    LOG.info("web-config: took over {}", file);
    watch(server);
  }

  private void refuse(String why, HttpServer server) {
    if (!why.equals(lastError)) {
      LOG.warn("web-config: kept the old one: {}", why);
    }
    lastError = why;
    watch(server);
  }

  private void checkKey(WebConfig read) {
    try {
      read.tls().ifPresent(tls -> tls.check(vertx));
    } catch (IllegalArgumentException e) {
      throw new ConfigError(
          "tls_server_config.key_file", "the certificate's key", e.getMessage() + "");
    }
  }

  private static @Nullable RateLimit limit(WebConfig config) {
    return config.interval().isZero()
        ? null
        : new RateLimit(config.interval(), config.burst(), System.nanoTime());
  }
}
