package watchbill.connectors.http;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where one route's requests are worked on: each on a virtual thread, a bounded number at once.
/// For one event loop.
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Route route;
  private final Duration patience;
  private final Semaphore places;
  private final LongAdder refused = new LongAdder();

  /// What is being worked on by what is asked, where others may ask the same.
  private final Map<Object, Work> shared = new HashMap<>();

  Desk(Route route, Duration patience) {
    this.route = route;
    this.patience = patience;
    this.places = new Semaphore(route.atOnce());
  }

  /// Answers exactly once, on this event loop: as the route does, or with 503 when all places are
  /// taken or the route is late, or with 500 when it failed. A late one keeps its place until it
  /// ends. Who asks what is being worked on needs no place, and gets the same answer.
  void serve(Request request, Context loop, Consumer<Response> answered) {
    Object question = route.answer().question(request).orElseGet(Object::new);
    Work known = shared.get(question);
    if (known != null) {
      known.waiting.add(answered);
    } else if (places.tryAcquire()) {
      begin(new Work(question, answered), request, loop);
    } else {
      refused.increment();
      answered.accept(busy());
    }
  }

  private void begin(Work work, Request request, Context loop) {
    shared.put(work.question, work);
    Thread thread =
        Thread.ofVirtual()
            .name("http " + route.path())
            .unstarted(() -> {
              try {
                Response response = compute(request);
                loop.runOnContext(_ -> end(work, response));
              } finally {
                places.release();
              }
            });
    long alarm =
        loop.owner()
            .setTimer(
                patience.toMillis(),
                _ -> {
                  thread.interrupt();
                  end(work, late());
                });
    work.then = () -> loop.owner().cancelTimer(alarm);
    thread.start();
  }

  Route route() {
    return route;
  }

  long refused() {
    return refused.sum();
  }

  /// Answers all who wait for this work, unless they have their answer; nobody joins it any more.
  private void end(Work work, Response response) {
    shared.remove(work.question, work);
    List<Consumer<Response>> all = List.copyOf(work.waiting);
    work.waiting.clear();
    work.then.run();
    all.forEach(one -> one.accept(response));
  }

  private Response compute(Request request) {
    try {
      return route.answer().to(request);
    } catch (InterruptedException e) {
      return late();
    } catch (RuntimeException | Error e) { // no memory for one page must not be the end of all
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

  /// An answer that is being computed, and who waits for it.
  private static final class Work {
    final Object question;
    final List<Consumer<Response>> waiting = new ArrayList<>();
    Runnable then = () -> {};

    Work(Object question, Consumer<Response> first) {
      this.question = question;
      waiting.add(first);
    }
  }
}
