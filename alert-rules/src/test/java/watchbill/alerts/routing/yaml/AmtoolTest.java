package watchbill.alerts.routing.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.alerts.Links;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.rules.Inhibitions;
import watchbill.metrics.generated.GeneratedFile;

/// Alertmanager's own tool takes the configuration, and sends alerts where they belong.
@Tag("endtoend")
final class AmtoolTest {
  @TempDir Path folder;

  @Test
  void takesTheConfiguration() throws Exception {
    write(RoutingPlan.DEFAULT);
    assertThat(amtool("check-config", "alertmanager.yml"))
        .contains("SUCCESS", " - " + Inhibitions.ALL.size() + " inhibit rules", " - 3 receivers");
  }

  @Test
  void takesTheInhibitionsIntoAConfigurationOfSomebodysOwn() throws Exception {
    write(RoutingPlan.DEFAULT);
    Files.writeString(
        folder.resolve("inhibit_rules.yaml"),
        "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n",
        StandardOpenOption.APPEND);
    assertThat(amtool("check-config", "inhibit_rules.yaml"))
        .contains("SUCCESS", " - " + Inhibitions.ALL.size() + " inhibit rules");
  }

  private void write(RoutingPlan plan) throws IOException {
    for (GeneratedFile file : RoutingFiles.all(plan, Links.RELATIVE)) {
      Files.writeString(folder.resolve(Path.of(file.path()).getFileName()), file.text());
    }
  }

  private String amtool(String... arguments) throws IOException, InterruptedException {
    var command = new ProcessBuilder("amtool").directory(folder.toFile()).redirectErrorStream(true);
    for (String argument : arguments) {
      command.command().add(argument);
    }
    Process process = command.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
