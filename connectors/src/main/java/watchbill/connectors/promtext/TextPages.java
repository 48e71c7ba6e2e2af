package watchbill.connectors.promtext;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks other exporters for their pages: no proxy is used and no redirection followed. Any thread,
/// also many at once.
public final class TextPages implements AutoCloseable {
  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;version=0.0.4;q=1";

  private final Duration patience;
  private final HttpClient client;

  /// @param patience for a whole page, from the first step to reach its server
  public TextPages(Duration patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /// The page at this address.
  ///
  /// @param kept which of its samples are wanted
  /// @throws IOException when there is no page, it is longer than [TextPage#MAX_BYTES], or what is
  ///   there is no page of metrics; the message is one line with the address and why
  public TextPage ask(URI address, Predicate<Sample> kept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(patience).header("Accept", ACCEPT).build();
    var body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), TextPage.MAX_BYTES);
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, body);
    try {
      HttpResponse<byte[]> response = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      refuseOther(address, response);
      return TextPage.read(response.body(), kept);
    } catch (TimeoutException late) {
      throw none(address, "none within " + patience.toSeconds() + " s", late);
    } catch (ExecutionException failure) {
      throw none(address, why(failure.getCause()), failure);
    } finally {
      answer.cancel(true); // of what is still on its way nobody hears
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  private static void refuseOther(URI address, HttpResponse<?> response) throws IOException {
    String type = response.headers().firstValue("Content-Type").orElse("text/plain");
    String kind = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (response.statusCode() != 200) {
      throw new IOException(address + ": want 200, have " + response.statusCode());
    }
    if (!kind.equals("text/plain") && !kind.equals("application/openmetrics-text")) {
      throw new IOException(address + ": want a page of metrics, have " + kind);
    }
  }

  private static String why(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> "none";
      case HttpTimeoutException _ -> "none in time";
      case ConnectException _ -> "no connection";
      default -> String.valueOf(cause.getMessage());
    };
  }

  private static IOException none(URI address, String have, Exception why) {
    return new IOException(address + ": want a page of metrics, have " + have, why);
  }
}
