package watchbill.connectors.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.config.ConfigError;

/// Asks one HTTP server questions, and nobody else: no proxy is used and no redirection followed.
/// One thread.
public final class HttpQuestion implements AutoCloseable {
  private static final int LONGEST_ANSWER = 16 << 20;
  private static final String WANTED = "an address such as http://127.0.0.1:9464";

  private final String at;
  private final Duration patience;
  private final HttpClient client;
  private final String authorization;

  /// Questions to this server.
  ///
  /// @param key what the address is called in errors
  /// @param at such as `http://127.0.0.1:9464`
  /// @param patience to reach the server, and again for its answer
  /// @throws ConfigError when that is no address of a server
  public HttpQuestion(String key, String at, Duration patience) {
    this(key, at, patience, Asker.ANYBODY);
  }

  /// Questions of somebody to this server.
  public HttpQuestion(String key, String at, Duration patience, Asker asker) {
    this.at = checked(key, at);
    this.patience = patience;
    this.authorization = asker.authorization();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience);
    asker.context().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /// What the server answers; more than 16 MiB are no answer.
  ///
  /// @param path with its query, percent-encoded
  /// @param accept the content type that is wanted
  /// @throws IOException when there is no answer, with the address and one line of why
  public Reply ask(String path, String accept) throws IOException, InterruptedException {
    return send(request(path).header("Accept", accept).build());
  }

  /// What the server answers to this JSON.
  ///
  /// @param path with its query, percent-encoded
  /// @throws IOException when there is no answer, with the address and one line of why
  public Reply tell(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at + path)).timeout(patience);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request;
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(LONGEST_ANSWER + 1);
        if (bytes.length > LONGEST_ANSWER) {
          throw new IOException("one of more than 16 MiB");
        }
        return new Reply(
            response.statusCode(),
            new String(bytes, StandardCharsets.UTF_8),
            response.headers().firstValue("Date").flatMap(HttpQuestion::time));
      }
    } catch (HttpTimeoutException e) {
      throw none("none within " + patience.toSeconds() + " s", e);
    } catch (ConnectException e) {
      throw none("no connection", e);
    } catch (IOException e) {
      throw none(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private IOException none(String have, IOException why) {
    return new IOException(at + ": want an answer, have " + have, why);
  }

  private static String checked(String key, String at) {
    URI address = addressOf(at);
    if (at.contains("@")) {
      throw new ConfigError(key, WANTED, "an address with a password");
    }
    if (address == null
        || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
        || address.getHost() == null
        || address.getQuery() != null
        || address.getFragment() != null) {
      throw new ConfigError(key, WANTED, at);
    }
    return at.replaceFirst("/+$", "");
  }

  private static @Nullable URI addressOf(String at) {
    try {
      return URI.create(at);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// An answer.
  ///
  /// @param status of HTTP
  /// @param text the whole body
  /// @param date what time it is there, to the second, where the server says it
  public record Reply(int status, String text, Optional<Instant> date) {
    /// The answer of a server that does not say what time it is.
    public Reply(int status, String text) {
      this(status, text, Optional.empty());
    }
  }
}
