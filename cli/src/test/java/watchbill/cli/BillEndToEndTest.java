package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.cli.bill.Bill;
import watchbill.connectors.real.SharedData;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.sources.files.EventRecording;
import watchbill.sources.files.Recording;
import watchbill.sources.files.SessionRecording;

/// The bills of a large recording of a simulated fleet, and of real sessions.
@Tag("endtoend")
class BillEndToEndTest {
  @Test
  void theBillOfASimulatedFleetSumsUpInEverySection() throws IOException {
    Simulation simulation = new Simulation(FleetPlan.of(3, 40, 4).lasting(Duration.ofHours(1)));
    ByteArrayOutputStream recording = new ByteArrayOutputStream();
    watchbill.simulator.Recording.write(simulation, recording);
    Bill bill =
        Billed.of(
            new EventRecording(new ByteArrayInputStream(recording.toByteArray()), "acme"),
            Prices.shipped());
    assertThat(bill.responses()).isGreaterThan(1_000);
    Billed.assertThatSectionsSumUp(bill);
  }

  @Test
  void theBillOfRealSessionsSumsUpInEverySection() throws IOException {
    Bill bill = sessions(false);
    assertThat(bill.responses()).isEqualTo(8_991);
    Billed.assertThatSectionsSumUp(bill);
  }

  @Test
  void theBillOfRealSessionsByTenantSumsUpInEverySection() throws IOException {
    Bill bill = sessions(true);
    assertThat(bill.responses()).isEqualTo(9_156);
    assertThat(bill.section("tenants").lines()).hasSize(159);
    Billed.assertThatSectionsSumUp(bill);
  }

  private static Bill sessions(boolean tenants) throws IOException {
    try (InputStream in = Files.newInputStream(SharedData.file("sessions.jsonl.gz"))) {
      Recording recording =
          tenants ? SessionRecording.ofTenants(in) : SessionRecording.ofOneTenant(in, "acme");
      return Billed.of(recording, Prices.shipped());
    }
  }
}
