package watchbill.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.PicocliException;

/// What a person is told of a failure: one line.
final class Failures {
  private Failures() {}

  /// The failure in one line.
  static String line(Throwable failure) {
    String message = failure.getMessage();
    String text =
        switch (failure) {
          case NoSuchFileException missing -> missing.getFile() + ": want a file, have none";
          case IllegalArgumentException _, IllegalStateException _, PicocliException _ ->
              message == null ? "" : message;
          case IOException _ -> message == null ? failure.toString() : message;
          default -> failure.toString();
        };
    Throwable cause = failure.getCause();
    if (failure instanceof IllegalStateException && cause != null) {
      text += ": " + cause;
    }
    String line = text.lines().findFirst().orElse("");
    return line.isEmpty() ? failure.getClass().getSimpleName() : line;
  }

  /// Whether the user has to change something that he wrote.
  static boolean isWrongUsage(Throwable failure) {
    return failure instanceof IllegalArgumentException || failure instanceof NoSuchFileException;
  }
}
