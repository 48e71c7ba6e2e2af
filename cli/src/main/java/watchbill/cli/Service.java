package watchbill.cli;

/// Something that runs until it is told to end, or a bug ends it.
interface Service extends AutoCloseable {
  /// Waits; ends with the bug that ended the work.
  ///
  /// @throws IllegalStateException that bug
  void untilBug() throws InterruptedException;

  /// Ends it. A second call does nothing.
  @Override
  void close();

  /// Serves until the process is told to end; gives the exit status for when a bug comes first.
  static int serve(Service service) throws InterruptedException {
    try (service) {
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
      service.untilBug();
    }
    return Watchbill.FAILED;
  }
}
