package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.core.money.Period;
import watchbill.exporter.budgets.Budget;

class SpendConfigTest {
  @TempDir Path folder;

  @Test
  void readsTheBudgetsOfTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    String block = page.substring(page.indexOf("```yaml\nspend:") + "```yaml\n".length());
    SpendConfig spend = read(block.substring(0, block.indexOf("```")));
    assertThat(spend.calendars().zone("any")).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(spend.budgets()).extracting(Budget::name).containsExactly("payments", "each-backend");
    assertThat(spend.budgets().getFirst().period()).isEqualTo(Period.MONTH);
    assertThat(spend.budgets().getFirst().picoUsd())
        .isEqualTo(OptionalLong.of(2_000_000_000_000_000L));
    assertThat(spend.budgets().getLast().eachAgent()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeZone: UTC, budgets: [{name: a, usd: 1}]"
            + "| spend.currency: want USD, the currency of all prices, where a budget is in"
            + " dollars, have nothing",
        "currency: EUR, timeZone: UTC, budgets: [{name: a, usd: 1}]"
            + "| spend.currency: want USD, the currency of all prices, have EUR",
        "currency: USD, budgets: [{name: a, usd: 1}]"
            + "| spend.timeZone: want a time zone such as UTC or Europe/Berlin, where there is a"
            + " budget, have nothing",
        "timeZone: Berlin, budgets: []"
            + "| spend.timeZone: want a time zone such as UTC or Europe/Berlin, have Berlin",
        "timeZones: {acme: Berlin}"
            + "| spend.timeZones.acme: want a time zone such as UTC or Europe/Berlin, have Berlin",
        "timeZone: UTC, budgets: [{name: a}]"
            + "| spend.budgets[0].usd: want a limit in usd, in tokens or in both, have nothing",
        "timeZone: UTC, budgets: [{tokens: 1}]| spend.budgets[0].name: want a text, have nothing",
        "currency: USD, timeZone: UTC, budgets: [{name: a, usd: -1}]"
            + "| spend.budgets[0].usd: want an amount from 0.01 to 1000000, with cents at most,"
            + " have -1",
        "currency: USD, timeZone: UTC, budgets: [{name: a, usd: 1.001}]"
            + "| spend.budgets[0].usd: want an amount from 0.01 to 1000000, with cents at most,"
            + " have 1.001",
        "timeZone: UTC, budgets: [{name: a, tokens: 1, period: year}]"
            + "| spend.budgets[0].period: want one of day, week, month, have year",
        "timeZone: UTC, budgets: [{name: a, tokens: 1}, {name: a, tokens: 2}]"
            + "| spend.budgets[1].name: want a name that no other budget has, have a",
        "timeZone: UTC, budgets: [{name: a, tokens: 1, team: b}]"
            + "| spend.budgets[0].team: want one of name, usd, tokens, tenant, roles, agents,"
            + " period, eachAgent, have an unknown key",
      })
  void refuses(String spend, String message) {
    assertThatThrownBy(() -> read("spend: {" + spend + "}")).hasMessage(message);
  }

  @Test
  void takesAZoneOfTheTenantItself() throws IOException {
    SpendConfig spend =
        read("spend: {timeZones: {acme: UTC}, budgets: [{name: a, tenant: acme, tokens: 1}]}");
    assertThat(spend.budgets()).hasSize(1);
  }

  private SpendConfig read(String yaml) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, yaml);
    return RunConfig.read(file, Map.of()).spend();
  }
}
