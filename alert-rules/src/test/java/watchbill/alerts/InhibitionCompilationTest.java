package watchbill.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the types of inhibitions refuse. Each line that must not compile stands beside one that
/// does.
final class InhibitionCompilationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Inhibition.of(\"\", any(CRASH_LOOPING), any(AGENT_STUCK), same(TENANT), same(AGENT))",
        "any(AGENT_STUCK).where(Matcher.equal(CAUSE, \"tool_hang\"))",
        "any(AGENT_STUCK, HIGH_SESSION_COUNT).where(Matcher.equal(AGENT, \"a\"))",
      })
  void takes(String expression) {
    assertThat(errors(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a label that one of the two lacks
        "Inhibition.of(\"\", any(FLEET_INCIDENT), any(AGENT_STUCK), same(AGENT))",
        "Inhibition.of(\"\", any(AGENT_STUCK), any(CRASH_LOOPING), same(CAUSE))",
        // a matcher on a label that the alert, or one of the alerts, lacks
        "any(CRASH_LOOPING).where(Matcher.equal(CAUSE, \"oom_killed\"))",
        "any(AGENT_STUCK, HIGH_SESSION_COUNT).where(Matcher.equal(CAUSE, \"a\"))",
        // an alert that there is not
        "any(AGENT_STUK)",
      })
  void refuses(String expression) {
    assertThat(errors(expression))
        .isNotEmpty()
        .allMatch(code ->
            code.startsWith("compiler.err.cant.apply.")
                || code.startsWith("compiler.err.cant.resolve.")
                || code.startsWith("compiler.err.prob.found.req"));
  }

  /// The codes of the errors that javac reports for an expression.
  private List<String> errors(String expression) {
    String source =
        """
        import static watchbill.alerts.Same.same;
        import static watchbill.alerts.Selection.any;
        import static watchbill.alerts.rules.ActivityAlerts.*;
        import static watchbill.alerts.rules.PodAlerts.CRASH_LOOPING;
        import static watchbill.metrics.catalogue.Label.AGENT;
        import static watchbill.metrics.catalogue.Label.CAUSE;
        import static watchbill.metrics.catalogue.Label.TENANT;
        import watchbill.alerts.*;
        import watchbill.metrics.promql.Matcher;

        class Snippet {
          Object made = %s;
        }
        """
            .formatted(expression);
    var file =
        new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public String getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var found = new DiagnosticCollector<JavaFileObject>();
    String classes = System.getProperty("java.class.path");
    var options = List.of("-proc:none", "-implicit:none", "-cp", classes, "-d", folder.toString());
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, found, options, null, List.of(file))
        .call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::getCode)
        .toList();
  }
}
