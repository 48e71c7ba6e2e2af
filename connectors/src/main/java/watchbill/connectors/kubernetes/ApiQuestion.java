package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks an API server for what stands at a path and is no object of its API, such as what it passes
/// on from a kubelet. Safe from any thread.
final class ApiQuestion {
  private static final int LONGEST_ANSWER = 16 << 20;

  private final Cluster cluster;
  private final Duration patience;

  /// @param patience for the whole answer
  ApiQuestion(Cluster cluster, Duration patience) {
    this.cluster = cluster;
    this.patience = patience;
  }

  /// The answer.
  ///
  /// @param path percent-encoded
  /// @throws IOException when there is none, it is no success or longer than 16 MiB, in one line
  byte[] ask(String path) throws IOException, InterruptedException {
    HttpClient http = cluster.client().getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(cluster.address().replaceFirst("/+$", "") + path)
            .header("Accept", "application/json")
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    Whole whole = new Whole();
    CompletableFuture<HttpResponse<AsyncBody>> sent = http.consumeBytes(request, whole::take);
    CompletableFuture<Integer> answered = sent.thenCompose(whole::rest);
    try {
      int code = answered.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      byte[] body = whole.bytes.toByteArray();
      if (!HttpResponse.isSuccessful(code)) {
        throw new IOException("HTTP " + code + ": " + OneLine.of(said(body)));
      }
      return body;
    } catch (TimeoutException late) {
      throw new IOException("no answer within " + patience.toSeconds() + " s", late);
    } catch (ExecutionException failure) {
      throw new IOException(OneLine.of(failure), failure);
    } finally {
      whole.end();
      sent.cancel(true);
    }
  }

  /// An API server says why in a field of an object; a kubelet just says it.
  private static String said(byte[] body) {
    StringBuilder message = new StringBuilder();
    try (var at = SummaryReader.JSON.createParser(body)) {
      at.nextToken();
      JsonFields.each(
          at,
          (field, value) -> {
            if (field.equals("message")) {
              message.append(JsonFields.text(value));
            }
          });
    } catch (IOException notJson) {
      message.setLength(0);
    }
    return message.isEmpty() ? new String(body, StandardCharsets.UTF_8) : message.toString();
  }

  /// The body so far. Filled by the client's threads, one after the other.
  private static final class Whole {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Void> tooLong = new CompletableFuture<>();
    private volatile @Nullable AsyncBody open;

    void take(List<ByteBuffer> buffers, AsyncBody body) {
      for (ByteBuffer buffer : buffers) {
        byte[] next = new byte[buffer.remaining()];
        buffer.get(next);
        bytes.writeBytes(next);
      }
      if (bytes.size() > LONGEST_ANSWER) {
        tooLong.completeExceptionally(
            new IOException("want an answer of 16 MiB at most, have more"));
        body.cancel();
      } else {
        body.consume();
      }
    }

    CompletableFuture<Integer> rest(HttpResponse<AsyncBody> response) {
      open = response.body();
      response.body().consume();
      return CompletableFuture.anyOf(response.body().done(), tooLong)
          .thenApply(_ -> response.code());
    }

    /// What has not come yet is not wanted.
    void end() {
      AsyncBody body = open;
      if (body != null) {
        body.cancel();
      }
    }
  }
}
