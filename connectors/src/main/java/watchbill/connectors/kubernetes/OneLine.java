package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/// A failure's own words on one line, no longer than a person reads.
final class OneLine {
  private static final int LONGEST = 300;

  private OneLine() {}

  static String of(Throwable failure) {
    return of(deepestMessage(failure));
  }

  /// The failure of an attempt to do what takes this right. A watch that is refused comes without
  /// the server's words, so what was wanted is said here.
  static String of(KubernetesClientException failure, String verb, Right right) {
    return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        ? of(
            "want the right to "
                + verb
                + " "
                + right.resourceAndGroup()
                + ", have "
                + deepestMessage(failure))
        : of(failure);
  }

  static String of(String message) {
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  /// The client wraps what went wrong in sentences of its own; what the server said, or else the
  /// innermost that says something, is what happened.
  private static String deepestMessage(Throwable failure) {
    String said = failure.getClass().getSimpleName();
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof KubernetesClientException refused
          && refused.getStatus() != null
          && refused.getStatus().getMessage() != null) {
        return "HTTP " + refused.getCode() + ": " + refused.getStatus().getMessage();
      }
      String message = at.getMessage();
      if (message != null && !message.isBlank()) {
        said = message;
      }
    }
    return said;
  }
}
