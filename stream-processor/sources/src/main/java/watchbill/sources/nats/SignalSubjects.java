package watchbill.sources.nats;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import watchbill.core.AgentKey;

/// The subjects on which verdicts are published: `watchbill.signals.{tenant}.{agent}`.
///
/// @param text tokens joined by dots, among them `{tenant}` and `{agent}`, each once
public record SignalSubjects(String text) {
  private static final String TENANT = "{tenant}";
  private static final String AGENT = "{agent}";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  public SignalSubjects {
    List<String> tokens = List.of(text.split("\\.", -1));
    boolean good =
        tokens.stream().allMatch(SignalSubjects::isToken)
            && tokens.stream().filter(TENANT::equals).count() == 1
            && tokens.stream().filter(AGENT::equals).count() == 1;
    if (!good) {
      throw new IllegalArgumentException(
          "signals.subject: want tokens joined by dots, among them {tenant} and {agent}, each once,"
              + " have \""
              + text
              + "\"");
    }
  }

  /// All of them, with the wildcards of NATS.
  public String filter() {
    return text.replace(TENANT, "*").replace(AGENT, "*");
  }

  /// The subject of one agent. What cannot stand in a token is written as the `%XX` of its bytes of
  /// UTF-8: `.`, `*`, `>`, `%`, blanks and control characters.
  public String of(AgentKey agent) {
    StringBuilder subject = new StringBuilder();
    for (String token : text.split("\\.", -1)) {
      subject.append(subject.isEmpty() ? "" : ".");
      switch (token) {
        case TENANT -> escape(agent.tenant(), subject);
        case AGENT -> escape(agent.agent(), subject);
        default -> subject.append(token);
      }
    }
    return subject.toString();
  }

  private static boolean isToken(String token) {
    return token.equals(TENANT)
        || token.equals(AGENT)
        || (SubjectPattern.isName(token) && token.indexOf('{') < 0 && token.indexOf('}') < 0);
  }

  private static void escape(String name, StringBuilder out) {
    name.codePoints()
        .forEach(point -> {
          if (SubjectPattern.isVisible(point) && point != '%') {
            out.appendCodePoint(point);
          } else {
            for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
              out.append('%').append(HEX.toHexDigits(b));
            }
          }
        });
  }
}
