package watchbill.connectors.poll;

/// The one virtual thread of something that runs until it is closed.
public final class OwnThread implements AutoCloseable {
  private final Thread thread;
  private volatile boolean stopping;

  /// A thread that is not started yet.
  public OwnThread(String name, Runnable run) {
    this.thread = Thread.ofVirtual().name(name).unstarted(run);
  }

  /// Starts it; may be called once.
  public void start() {
    thread.start();
  }

  /// Called on this thread: whether it is to end, when the client has made a failure of its own of
  /// the interrupt.
  public void throwIfStopped() throws InterruptedException {
    if (stopping || Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// Interrupts it, and returns when it has ended.
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
