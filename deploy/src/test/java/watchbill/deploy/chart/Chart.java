package watchbill.deploy.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The chart of this repository, and Helm as a library.
public final class Chart {
  /// Where it is.
  public static final Path FOLDER = Path.of(System.getProperty("watchbill.root"), "deploy/chart");

  private Chart() {}

  /// What Helm makes of it.
  ///
  /// @param values as YAML
  /// @param folder a place for a file
  /// @throws IllegalStateException Helm's own words when it refuses the values
  public static String rendered(String values, Path folder) throws IOException {
    return rendered("watchbill", "watchbill", values, folder);
  }

  /// What Helm makes of it as the release of this name, in this namespace.
  static String rendered(String release, String namespace, String values, Path folder)
      throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "values", ".yaml"), values);
    return new Helm(FOLDER)
        .template()
        .withName(release)
        .withNamespace(namespace)
        .withKubeVersion("1.31.0")
        .withValuesFile(file)
        .call();
  }

  /// What Helm finds wrong with it; warnings are failures.
  static LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }
}
