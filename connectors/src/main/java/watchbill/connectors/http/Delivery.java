package watchbill.connectors.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/// One answer on its way to the client, 64 KiB at a time, as fast as the client reads. For the
/// event loop alone.
final class Delivery {
  private static final int PIECE = 64 << 10;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse to;
  private final SlowReaders slow;
  private List<byte[]> body = List.of();
  private int next;
  private int offset;
  private long alarm;

  Delivery(Vertx vertx, HttpServerRequest request, SlowReaders slow) {
    this.vertx = vertx;
    this.request = request;
    this.to = request.response();
    this.slow = slow;
  }

  /// Begins to send; an answer that is not sent after `timeoutMillis` ends its connection.
  void start(Response response, long timeoutMillis) {
    if (to.closed()) {
      return;
    }
    to.setStatusCode(response.status());
    response.headers().forEach(to::putHeader);
    to.putHeader("Content-Length", Long.toString(response.length()));
    to.putHeader("X-Content-Type-Options", "nosniff");
    boolean head = request.method().equals(HttpMethod.HEAD);
    body = head ? List.of() : response.body();
    alarm = vertx.setTimer(timeoutMillis, _ -> abort());
    to.closeHandler(_ -> done());
    to.setWriteQueueMaxSize(2 * PIECE);
    to.drainHandler(_ -> pump());
    pump();
  }

  /// Closes the connection at once. Vert.x' own `close` first waits until all that was written is
  /// sent, which here is never; so this goes past it, to the channel.
  void abort() {
    done();
    if (request.connection() instanceof ConnectionBase base) {
      var _ = base.channelHandlerContext().close();
    }
  }

  private void pump() {
    if (to.ended() || to.closed()) {
      return;
    }
    while (next < body.size()) {
      if (to.writeQueueFull()) {
        slow.add(this);
        return;
      }
      writeSome();
    }
    to.end().onComplete(_ -> done());
  }

  /// Writes the next 64 KiB, or what is left.
  private void writeSome() {
    Buffer some = Buffer.buffer(PIECE);
    while (some.length() < PIECE && next < body.size()) {
      byte[] first = body.get(next);
      int length = Math.min(PIECE - some.length(), first.length - offset);
      some.appendBytes(first, offset, length);
      offset += length;
      if (offset == first.length) {
        next++;
        offset = 0;
      }
    }
    to.write(some);
  }

  private void done() {
    vertx.cancelTimer(alarm);
    slow.remove(this);
    body = List.of();
  }
}
