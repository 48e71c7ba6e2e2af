package watchbill.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.alerts.Alert;
import watchbill.alerts.Example;

final class AllAlertsTest {
  static List<Alert<?>> alerts() {
    return AllAlerts.alerts();
  }

  @Test
  void haveANameEach() {
    assertThat(AllAlerts.alerts()).extracting(Alert::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void areShownToFireAndToStayQuietAndToResolve(Alert<?> alert) {
    assertThat(alert.examples()).isNotEmpty();
    assertThat(alert.examples())
        .as("an example that fires, then resolves")
        .anySatisfy(example -> {
          List<Example.Check> checks = example.checks();
          assertThat(checks.getLast().firing()).isEmpty();
          assertThat(checks).anyMatch(check -> !check.firing().isEmpty());
        });
  }
}
