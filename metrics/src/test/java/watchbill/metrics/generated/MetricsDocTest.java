package watchbill.metrics.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.Unit;

final class MetricsDocTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));

  @Test
  void isTheCommittedOne() throws IOException {
    GeneratedFile page = MetricsDoc.file();
    Path committed = ROOT.resolve(page.path());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, page.text());
    }
    assertThat(page.text()).isEqualTo(Files.readString(committed));
  }

  @Test
  void hasALineForEveryFamily() {
    assertThat(Catalogue.all())
        .allSatisfy(family ->
            assertThat(MetricsDoc.file().text())
                .containsOnlyOnce("\n| `" + family.name() + "` | " + family.type() + " |"));
  }

  @Test
  void givesTheBoundsOfAHistogram() {
    var family =
        Histogram.ours(
            "agent_test_usd",
            Unit.USD,
            ActivityFamilies.ACTIVE_SESSIONS.labels(),
            "Cost.",
            "a test",
            0.001,
            10,
            1e6);
    assertThat(MetricsDoc.row(family))
        .isEqualTo(
            "| `agent_test_usd` | histogram | usd | `tenant`, `agent`, `role` |"
                + " Cost. Up to 0.001, 10, 1000000. | a test |\n");
  }

  @Test
  void refusesAPathOutsideOfTheRepository() {
    assertThatThrownBy(() -> new GeneratedFile("../x", "\n"))
        .hasMessage("generated file: want a path inside the repository, have ../x");
    assertThatThrownBy(() -> new GeneratedFile("docs/x.md", "no end"))
        .hasMessage("docs/x.md: want a line feed at the end");
  }
}
