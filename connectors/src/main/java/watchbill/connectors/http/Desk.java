package watchbill.connectors.http;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where one route's requests are worked on: each on a virtual thread, a bounded number at once.
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Route route;
  private final Duration patience;
  private final Semaphore places;
  private final LongAdder refused = new LongAdder();

  Desk(Route route, Duration patience) {
    this.route = route;
    this.patience = patience;
    this.places = new Semaphore(route.atOnce());
  }

  /// Answers exactly once, on this event loop: as the route does, or with 503 when all places are
  /// taken or the route is late, or with 500 when it failed. A late one keeps its place until it
  /// ends.
  void serve(Request request, Context loop, Consumer<Response> answered) {
    if (!places.tryAcquire()) {
      refused.increment();
      answered.accept(busy());
      return;
    }
    Once once = new Once(answered);
    Thread thread =
        Thread.ofVirtual()
            .name("http " + route.path())
            .unstarted(() -> {
              Response response = compute(request);
              places.release();
              loop.runOnContext(_ -> once.answer(response));
            });
    long alarm =
        loop.owner()
            .setTimer(
                patience.toMillis(),
                _ -> {
                  thread.interrupt();
                  once.answer(late());
                });
    once.then = () -> loop.owner().cancelTimer(alarm);
    thread.start();
  }

  long refused() {
    return refused.sum();
  }

  private Response compute(Request request) {
    try {
      return route.answer().to(request);
    } catch (InterruptedException e) {
      return late();
    } catch (RuntimeException e) {
      LOG.error("The answer to {} failed", route.path(), e);
      return Response.text(500, "the answer failed; the log says why");
    }
  }

  private Response busy() {
    return Response.text(503, "busy: " + route.atOnce() + " such requests are being answered")
        .with("Retry-After", "1");
  }

  private Response late() {
    return Response.text(503, "no answer within " + patience.toSeconds() + " s")
        .with("Retry-After", "1");
  }

  /// Passes on the first answer; for the event loop alone.
  private static final class Once {
    private @Nullable Consumer<Response> answered;
    private Runnable then = () -> {};

    Once(Consumer<Response> answered) {
      this.answered = answered;
    }

    void answer(Response response) {
      Consumer<Response> first = answered;
      if (first != null) {
        answered = null;
        then.run();
        first.accept(response);
      }
    }
  }
}
