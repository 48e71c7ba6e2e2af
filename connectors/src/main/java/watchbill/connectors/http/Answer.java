package watchbill.connectors.http;

/// Computes the answer to a request. Called on a virtual thread of its own, so it may take its time
/// and wait; it is interrupted when it takes too long.
@FunctionalInterface
public interface Answer {
  /// The answer to this request.
  Response to(Request request) throws InterruptedException;
}
