package watchbill.connectors.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One body on its way in. It ends in one of three ways: it is there, it is refused, or its client
/// is gone. For the event loop alone.
final class Upload {
  /// For how long the rest of a refused body is read, so that the client sees the answer.
  private static final Duration DISCARD_FOR = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Bodies bodies;
  private final int largest;
  private final long withinMillis;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Consumer<Response> refused = _ -> {};
  private long held;
  private boolean ended;
  private long alarm;

  Upload(Vertx vertx, HttpServerRequest request, Bodies bodies, int largest, long withinMillis) {
    this.vertx = vertx;
    this.request = request;
    this.bodies = bodies;
    this.largest = largest;
    this.withinMillis = withinMillis;
  }

  /// Begins to read.
  ///
  /// @param then takes the body, and what is to be run when nobody holds it any more
  /// @param otherwise takes why it was refused
  void receive(BiConsumer<byte[], Runnable> then, Consumer<Response> otherwise) {
    refused = otherwise;
    String announced = request.getHeader("Content-Length");
    if (announced != null && (announced.length() > 18 || Long.parseLong(announced) > largest)) {
      refuse(tooLarge());
      return;
    }
    alarm = vertx.setTimer(withinMillis, _ -> refuse(late()));
    request.handler(this::take);
    request.exceptionHandler(_ -> end(true));
    request.endHandler(_ -> {
      if (!ended) {
        end(false);
        then.accept(body.toByteArray(), () -> bodies.give(held));
      }
    });
    request.resume();
  }

  /// Reads what is left of a body into nothing, for two seconds; then the connection is closed.
  static void discard(Vertx vertx, HttpServerRequest request) {
    request.handler(_ -> {});
    request.exceptionHandler(_ -> {});
    long close = vertx.setTimer(DISCARD_FOR.toMillis(), _ -> request.connection().close());
    request.endHandler(_ -> vertx.cancelTimer(close));
    request.resume();
  }

  private void take(Buffer some) {
    if (ended) {
      return;
    }
    if (body.size() + some.length() > largest) {
      refuse(tooLarge());
    } else if (bodies.take(some.length())) {
      held += some.length();
      body.writeBytes(some.getBytes());
    } else {
      refuse(full());
    }
  }

  private void refuse(Response why) {
    if (!ended) {
      end(true);
      refused.accept(why);
    }
  }

  private void end(boolean given) {
    if (!ended) {
      ended = true;
      vertx.cancelTimer(alarm);
      if (given) {
        bodies.give(held);
        body.reset();
      }
    }
  }

  private Response tooLarge() {
    return Response.text(413, "want a body of at most " + largest + " bytes, have more");
  }

  private Response late() {
    return Response.text(408, "want the whole body within " + withinMillis / 1_000 + " s");
  }

  private static Response full() {
    return Response.text(503, "busy: too many bodies are being received").with("Retry-After", "1");
  }
}
