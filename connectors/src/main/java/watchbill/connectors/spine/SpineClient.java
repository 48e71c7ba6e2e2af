package watchbill.connectors.spine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;

/// Asks the nodes of a memory store over HTTP: no proxy is used and no redirection followed. A
/// password alone goes as a bearer token, with a user as basic authentication. One thread.
public final class SpineClient implements AutoCloseable {
  private static final long LONGEST_ANSWER = 4 << 20;

  private final HttpClient client;

  /// A client without connections.
  ///
  /// @param patience to connect
  public SpineClient(Duration patience) {
    this.client =
        HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /// What the node answers, its body included, within its patience.
  ///
  /// @param port instead of its own; that of its metrics page is another
  /// @param path with its query, percent-encoded
  /// @param body empty for none
  /// @throws IOException when there is no answer, in one line without the password
  public Reply ask(Access node, int port, String method, String path, String body)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request(node, port, method, path, body),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      HttpResponse<byte[]> response = answer.get(node.patienceMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException _) {
      throw node.failure(new IOException("no answer within " + node.patienceMillis() + " ms"));
    } catch (ExecutionException e) {
      throw node.failure(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpRequest request(
      Access node, int port, String method, String path, String body) {
    Address at = new Address(node.address().host(), port);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create((node.tls() ? "https://" : "http://") + at + path))
            .timeout(node.patience())
            .header("Accept", "application/json, text/plain")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    node.password()
        .ifPresent(password ->
            request.header("Authorization", authorization(node.user(), password.reveal())));
    return request.build();
  }

  private static String authorization(String user, String password) {
    return user.isEmpty()
        ? "Bearer " + password
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// An answer.
  ///
  /// @param status of HTTP
  public record Reply(int status, String text) {
    /// Whether the node did what it was asked.
    public boolean ok() {
      return status >= 200 && status < 300;
    }
  }
}
