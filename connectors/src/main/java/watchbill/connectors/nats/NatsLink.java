package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to NATS. It is kept up for ever: the client reconnects by itself, and where it
/// gives up all the same (no server at the start, a login refused twice) a new connection is made.
///
/// Safe from any thread.
public final class NatsLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);

  private final NatsConfig config;
  private final Consumer<LinkState> listener;
  private @Nullable Thread keeper;
  private @Nullable Connection connection;
  private LinkState state = new LinkState(false, System.currentTimeMillis(), "not connected yet");
  private long generation;
  private boolean adopted;
  private boolean closed;

  /// A link that is not connected yet.
  ///
  /// @param listener hears each change, one at a time; must not block
  public NatsLink(NatsConfig config, Consumer<LinkState> listener) {
    this.config = config;
    this.listener = listener;
  }

  /// Begins to connect, and returns at once.
  public synchronized void start() {
    if (keeper == null && !closed) {
      keeper = Thread.ofVirtual().name("nats-link").start(this::keepUp);
    }
  }

  /// Whether it is up, and since when.
  public synchronized LinkState state() {
    return state;
  }

  /// Waits until the link is up, at most so long; gives whether it is.
  public synchronized boolean awaitUp(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!state.up() && !closed) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return state.up();
  }

  /// Waits until the link is closed for good, at most so long; gives whether it is.
  synchronized boolean awaitClosed(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!closed) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /// The connection while the link is up.
  synchronized @Nullable Connection connection() {
    return state.up() ? connection : null;
  }

  /// Counts the times that the link came up: what was asked of the server before may be lost.
  synchronized long generation() {
    return generation;
  }

  /// Sees that a stream is there, which is created when it may be.
  ///
  /// @throws IOException when it is not, with the reason
  public void ensure(StreamSpec stream) throws IOException {
    Connection now = connection();
    if (now == null) {
      throw new IOException(state().why());
    }
    try {
      stream.find(now.jetStreamManagement());
    } catch (SourceLost | JetStreamApiException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Closes the connection, for good.
  @Override
  public void close() {
    Thread ending;
    Connection last;
    synchronized (this) {
      closed = true;
      ending = keeper;
      last = connection;
      notifyAll();
    }
    try {
      if (ending != null) {
        ending.interrupt();
        ending.join();
      }
      if (last != null) {
        last.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepUp() {
    try {
      while (!isClosed()) {
        connectOnce();
        awaitClosed(config.reconnectWait());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Connects, and returns when the client has given the connection up.
  private void connectOnce() throws InterruptedException {
    try {
      Connection made = Nats.connect(LinkOptions.of(config, this::heard));
      adopt(made);
      awaitEndOf(made);
    } catch (IOException | IllegalArgumentException e) {
      change(false, "cannot connect to " + config.servers() + ": " + reason(e));
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void adopt(Connection made) throws InterruptedException {
    synchronized (this) {
      connection = made;
      adopted = true;
      // An event that ends this status is heard after it, so it is not lost.
      if (!closed && made.getStatus() == Connection.Status.CONNECTED) {
        change(true, "connected to " + made.getConnectedUrl());
      }
    }
    if (isClosed()) {
      made.close();
    }
  }

  private synchronized void awaitEndOf(Connection made) throws InterruptedException {
    while (!closed && made.getStatus() != Connection.Status.CLOSED) {
      wait(1_000);
    }
    adopted = false;
    change(false, "closed" + because(made));
  }

  /// Hears of the connection that is in use; an attempt that fails is told where it is made.
  private synchronized void heard(Connection from, Events event) {
    if (!adopted) {
      return;
    }
    switch (event) {
      case RECONNECTED -> change(true, "connected again to " + from.getConnectedUrl());
      case DISCONNECTED -> change(false, "disconnected" + because(from));
      case CLOSED -> change(false, "closed" + because(from));
      case CONNECTED, RESUBSCRIBED, DISCOVERED_SERVERS, LAME_DUCK -> {
        // The first connect is taken over where it was asked for; the others change nothing here.
      }
    }
  }

  private static String because(Connection from) {
    String error = from.getLastError();
    return error == null || error.isEmpty() ? "" : ": " + error;
  }

  private synchronized void change(boolean up, String why) {
    if (up) {
      generation++;
    }
    if (up != state.up() || !up) {
      boolean news = up != state.up() || !why.equals(state.why());
      long since = up == state.up() ? state.sinceMillis() : System.currentTimeMillis();
      state = new LinkState(up, since, why);
      if (news) {
        LOG.info("nats: {}", why);
        listener.accept(state);
      }
    }
    notifyAll();
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
