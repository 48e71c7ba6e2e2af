package watchbill.exporter.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.UsageFamilies.AgainstLabels;
import watchbill.metrics.catalogue.UsageFamilies.PercentileLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

class RoleRatiosTest {
  private final Columns columns = new Columns();
  private final Column<PercentileLabels> ratios = columns.of(UsageFamilies.RATIO);
  private final Column<AgainstLabels> samples = columns.of(UsageFamilies.SAMPLES);
  private final RoleRatios roles = new RoleRatios(Duration.ofHours(8));

  @Test
  void keepsNoMoreSketchesForAsManyTenantsAsThereAre() {
    for (int i = 0; i < 1_000; i++) {
      String tenant = "tenant-" + i;
      roles.measured(
          new PodLabels(tenant, "ada", "reviewer", tenant, "ada"), "cpu", 1, "limit", 2, 1_000);
    }
    roles.show(ratios, samples, 1_000);
    columns.swap();

    ByteSink out = new ByteSink(1 << 16);
    columns.writeTo(Format.TEXT, out);
    assertThat(out.toString().lines().filter(line -> line.startsWith("agent_role_usage_samples")))
        .hasSize(513)
        .filteredOn(line -> line.contains("tenant=\"_other\""))
        .singleElement()
        .asString()
        .endsWith(" 488");
  }
}
