package watchbill.exporter.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.exporter.infrastructure.Clusters.pico;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfrastructureConfigTest {
  @Test
  void isAbsentWithoutRates() {
    assertThat(Clusters.maybeConfig("infrastructure:")).isEmpty();
    assertThat(Clusters.maybeConfig("infrastructure: {use: false}")).isEmpty();
  }

  @Test
  void knowsNoRateThatIsNotStated() {
    assertThat(
            Clusters.config(
                "infrastructure: {currency: USD, rates: {cpu: 0.031611, memory: 4.237e-3}}"))
        .isEqualTo(
            new InfrastructureConfig(
                new Rates(
                    new ComputeRates(pico("0.031611"), pico("0.004237"), ComputeRates.UNKNOWN),
                    new ComputeRates(
                        ComputeRates.UNKNOWN, ComputeRates.UNKNOWN, ComputeRates.UNKNOWN),
                    Map.of(),
                    Map.of(),
                    ComputeRates.UNKNOWN,
                    Map.of()),
                Optional.empty(),
                true,
                Set.of("kube-system", "kube-public", "kube-node-lease")));
  }

  @Test
  void readsEveryKey() {
    assertThat(
            Clusters.config(
                """
                infrastructure:
                  currency: USD
                  rates: {cpu: 1, memory: 2, gpu: 3, volume: 4}
                  spotRates: {cpu: 0.1, memory: 0.2, gpu: 0.3}
                  pools:
                    - {pool: big, cpu: 5}
                    - {pool: gpus, gpu: 6, memory: 0}
                  gpus: {Tesla-T4: 0.35}
                  volumes: {ssd: 0.17}
                  statelessRates: {cpu: 0.000024, memory: 0.0000025}
                  use: false
                  sharedNamespaces: [monitoring]
                """))
        .isEqualTo(
            new InfrastructureConfig(
                new Rates(
                    new ComputeRates(pico("1"), pico("2"), pico("3")),
                    new ComputeRates(pico("0.1"), pico("0.2"), pico("0.3")),
                    Map.of(
                        "big",
                        new ComputeRates(pico("5"), ComputeRates.UNKNOWN, ComputeRates.UNKNOWN),
                        "gpus",
                        new ComputeRates(ComputeRates.UNKNOWN, 0, pico("6"))),
                    Map.of("Tesla-T4", pico("0.35")),
                    pico("4"),
                    Map.of("ssd", pico("0.17"))),
                Optional.of(new StatelessRates(24_000_000, 2_500_000)),
                false,
                Set.of("monitoring")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rates: {cpu: 1, memory: 1}| currency: want USD, have nothing",
        "volumes: {ssd: 1}| currency: want USD, have nothing",
        "pools: [{pool: a}]| currency: want USD, have nothing",
        "currency: EUR| currency: want USD, have EUR",
        "currency: USD| rates.cpu: want dollars for a vCPU-hour, have nothing",
        "currency: USD, rates: {cpu: 1}| rates.memory: want dollars for a GiB-hour, have nothing",
        "rates: {cpu: -1}| rates.cpu: want dollars from 0 to 1000 with at most 12 decimals, have -1",
        "rates: {cpu: 0x1}| rates.cpu: want dollars from 0 to 1000 with at most 12 decimals, have 0x1",
        "rates: {gpu: 1001}| rates.gpu: want dollars from 0 to 1000 with at most 12 decimals, have 1001",
        "rates: {cpu: 1e-13}| rates.cpu: want dollars from 0 to 1000 with at most 12 decimals, have 1e-13",
        "rates: {volume: 101}| rates.volume: want dollars from 0 to 100 with at most 12 decimals, have 101",
        "gpus: {T4: free}| gpus.T4: want dollars from 0 to 1000 with at most 12 decimals, have free",
        "statelessRates: {cpu: 0.09}| statelessRates.cpu: want dollars from 0 to 0.01 with at most 12 decimals, have 0.09",
        "statelessRates: {cpu: 0.001}| statelessRates.memory: want dollars for a GiB-second, have nothing",
        "pools: [{pool: a, cpu: x}]| pools[0].cpu: want dollars from 0 to 1000 with at most 12 decimals, have x",
        "pools: [{pool: a}, {pool: a}]| pools[1].pool: want each pool once, have a again",
        "orphanedAfter: 1h| orphanedAfter: want volumes.orphanedAfter (its new name), have the retired name",
      })
  void refuses(String keys, String why) {
    assertThatThrownBy(() -> Clusters.maybeConfig("infrastructure: {" + keys + "}"))
        .hasMessage("infrastructure." + why);
  }
}
