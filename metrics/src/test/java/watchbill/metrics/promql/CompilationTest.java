package watchbill.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the builder's types refuse. Each line that must not compile stands beside one that does.
final class CompilationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query.rate(COST, HOUR).by(TENANT).sum()",
        "Query.of(STUCK).by(TENANT, CAUSE).max()",
        "Query.of(STUCK, Matcher.equal(CAUSE, \"tool_hang\"))",
        "Distribution.of(DistributionTest.COST, HOUR).by(TENANT).quantile(0.5).above(1)",
        "Query.of(STUCK).above(0).and(Query.of(STATE).above(0), Matching.on(TENANT, AGENT))",
      })
  void takes(String expression) {
    assertThat(errors(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the rate of a gauge
        "Query.rate(STUCK, HOUR)",
        "Query.increase(STUCK, HOUR)",
        // a counter as if it were a gauge
        "Query.of(COST)",
        "Query.maxOver(COST, HOUR)",
        // a histogram as if it were a number, and a number as if it were one
        "Query.of(DistributionTest.COST)",
        "Query.rate(DistributionTest.COST, HOUR)",
        "Query.total(DistributionTest.COST)",
        "Distribution.of(COST, HOUR)",
        "Distribution.of(STUCK, HOUR)",
        // labels that the family lacks
        "Distribution.of(DistributionTest.COST, HOUR).by(CAUSE).quantile(0.5)",
        "Distribution.of(DistributionTest.COST, HOUR, Matcher.equal(CAUSE, \"x\"))",
        "Query.rate(COST, HOUR).by(TENANT, CAUSE).sum()",
        "Query.of(STUCK).by(TENANT, POD).max()",
        "Query.of(STATE, Matcher.equal(CAUSE, \"tool_hang\"))",
        "Query.of(STATE).above(0).and(Query.of(STUCK).above(0), Matching.on(CAUSE))",
        // a condition that was not made by a comparison
        "new Condition<>(Query.of(STUCK))",
      })
  void refuses(String expression) {
    assertThat(errors(expression))
        .isNotEmpty()
        .allMatch(code ->
            code.startsWith("compiler.err.cant.apply.")
                || code.startsWith("compiler.err.prob.found.req")
                || code.startsWith("compiler.err.cant.inherit")
                || code.equals("compiler.err.not.def.public.cant.access")
                || code.equals("compiler.err.not.def.public"));
  }

  @Test
  void namesAnUnknownFamilyAsUnknown() {
    assertThat(errors("Query.of(STUK)")).containsExactly("compiler.err.cant.resolve.location");
  }

  /// The codes of the errors that javac reports for an expression.
  private List<String> errors(String expression) {
    String source =
        """
        import static watchbill.metrics.catalogue.ActivityFamilies.*;
        import static watchbill.metrics.catalogue.Label.AGENT;
        import static watchbill.metrics.catalogue.Label.CAUSE;
        import static watchbill.metrics.catalogue.Label.POD;
        import static watchbill.metrics.catalogue.Label.TENANT;
        import static watchbill.metrics.catalogue.SpendFamilies.COST;
        import static watchbill.metrics.promql.Windows.HOUR;
        import watchbill.metrics.promql.*;

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
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options =
        List.of(
            "-proc:none",
            "-implicit:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString());
    var task = compiler.getTask(null, null, found, options, null, List.of(file));
    task.call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::getCode)
        .toList();
  }
}
