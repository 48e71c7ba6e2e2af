package watchbill.connectors.kubernetes;

/// The one virtual thread of something that runs until it is closed.
final class OwnThread implements AutoCloseable {
  private final Thread thread;
  private volatile boolean stopping;

  /// A thread that is not started yet.
  OwnThread(String name, Runnable run) {
    this.thread = Thread.ofVirtual().name(name).unstarted(run);
  }

  /// Starts it; may be called once.
  void start() {
    thread.start();
  }

  /// Called on this thread: whether it is to end, when the client has made a failure of its own of
  /// the interrupt.
  void throwIfStopped() throws InterruptedException {
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
