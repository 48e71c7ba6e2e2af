package watchbill.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchbill.connectors.nats.AccountReport;
import watchbill.connectors.nats.GivenUp.ConsumerName;
import watchbill.connectors.nats.JetStreamReport;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

class BusSeriesTest {
  private static final AccountReport LIMITED = new AccountReport(5, 100, 2, 50);
  private static final AccountReport FREE = new AccountReport(5, -1, 2, -1);

  private final BusSeries series = new BusSeries(Optional.empty());

  @Test
  void showsTheLimitsOfAnAccountThatHasSome() {
    series.show(new JetStreamReport(LIMITED, List.of(), List.of(), 0), Map.of());
    assertThat(page())
        .contains(
            "agent_bus_storage_limit_bytes{tenant=\"\",agent=\"\",role=\"\",kind=\"file\"} 100\n",
            "agent_bus_storage_limit_bytes{tenant=\"\",agent=\"\",role=\"\",kind=\"memory\"} 50\n");

    series.show(new JetStreamReport(FREE, List.of(), List.of(), 0), Map.of());
    assertThat(page()).doesNotContain("agent_bus_storage_limit_bytes");
  }

  @Test
  void keepsWhatWasCountedWhenTheRestIsForgotten() {
    series.show(
        new JetStreamReport(FREE, List.of(), List.of(), 0),
        Map.of(new ConsumerName("TASKS", "cto"), 3L));
    series.forget();
    assertThat(page().lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "agent_bus_consumer_given_up_messages_total{tenant=\"\",agent=\"\",role=\"\","
                + "stream=\"TASKS\",consumer=\"cto\"} 3");
  }

  private String page() {
    ByteSink out = new ByteSink(4096);
    series.writeTo(Format.TEXT, out);
    return out.toString();
  }
}
