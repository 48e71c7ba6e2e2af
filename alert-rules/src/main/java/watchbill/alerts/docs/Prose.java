package watchbill.alerts.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The part of a runbook that a person wrote: four sections, in Markdown.
///
/// @param alert whose runbook it is
/// @param text from the first heading on; ends in a line feed
record Prose(String alert, String text) {
  /// The sections, in their order.
  static final List<String> HEADINGS =
      List.of("## Meaning", "## Impact", "## Diagnosis", "## Mitigation");

  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^##? .*$");
  private static final Pattern EMPTY = Pattern.compile("(?m)^## .*$\\s*(^## .*|\\z)");

  Prose {
    String spoken = CODE.matcher(text).replaceAll("code");
    List<String> headings = HEADING.matcher(spoken).results().map(found -> found.group()).toList();
    if (!headings.equals(HEADINGS) || !text.startsWith(HEADINGS.getFirst())) {
      throw new IllegalArgumentException(
          "%s: want the sections %s and nothing before them, have %s"
              .formatted(path(alert), HEADINGS, headings));
    }
    if (EMPTY.matcher(spoken).find()) {
      throw new IllegalArgumentException(path(alert) + ": want words in every section, have none");
    }
  }

  /// What was written about an alert.
  ///
  /// @throws IllegalStateException when nothing was
  static Prose of(String alert) {
    String name = "/watchbill/runbooks/" + alert + ".md";
    try (InputStream written = Prose.class.getResourceAsStream(name)) {
      if (written == null) {
        throw new IllegalStateException(alert + ": want its runbook in " + path(alert));
      }
      return new Prose(alert, new String(written.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("read " + path(alert), e);
    }
  }

  /// The file that it is in, from the repository's root.
  static String path(String alert) {
    return "alert-rules/src/main/resources/watchbill/runbooks/" + alert + ".md";
  }
}
