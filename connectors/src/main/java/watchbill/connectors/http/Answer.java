package watchbill.connectors.http;

import java.util.Optional;

/// Computes the answer to a request. Called on a virtual thread of its own, so it may take its time
/// and wait; it is interrupted when it takes too long.
@FunctionalInterface
public interface Answer {
  /// The answer to this request.
  Response to(Request request) throws InterruptedException;

  /// Why a request is refused before its body is read; empty where it is not. Called on the event
  /// loop, so it must not wait.
  ///
  /// @param head the request without its body
  default Optional<Response> refusal(Request head) {
    return Optional.empty();
  }

  /// What a request asks, where requests that ask the same may have one answer: those that come
  /// while it is being computed get it too. Empty where each wants its own. Called on the event
  /// loop, so it must not wait.
  default Optional<Object> question(Request request) {
    return Optional.empty();
  }
}
