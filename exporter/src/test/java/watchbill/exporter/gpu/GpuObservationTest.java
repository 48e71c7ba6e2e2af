package watchbill.exporter.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static watchbill.exporter.gpu.Gpus.scraped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.connectors.promtext.PageServer;
import watchbill.connectors.promtext.PageServer.Answer;
import watchbill.exporter.health.SourceHealth;

@Tag("endtoend")
final class GpuObservationTest {
  private final Gpus fleet = new Gpus();
  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private static String page(String uuid) {
    return """
    DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-%s",modelName="NVIDIA T4",Hostname="x"} 41
    DCGM_FI_DEV_VGPU_INSTANCE_IDS{gpu="0",UUID="GPU-%s"} ERROR - FAILED TO CONVERT TO STRING
    """
        .formatted(uuid, uuid);
  }

  private PageServer server(Answer answer) throws IOException {
    PageServer server = new PageServer(answer);
    open.add(server);
    return server;
  }

  private GpuObservation observation(
      String section, Optional<Path> program, List<DcgmTarget> discovered) {
    GpuObservation observation =
        new GpuObservation(
            Gpus.config("gpu: {every: 1s, giveUpAfter: 2s, " + section + "}"),
            program,
            fleet.cluster(),
            () -> discovered,
            Gpus.STALE_AFTER,
            InstantSource.system());
    open.add(observation);
    return observation;
  }

  private static List<String> temperatures(GpuObservation observation) {
    return scraped(observation.series().getFirst(), "agent_gpu_temperature_celsius");
  }

  private static SourceHealth source(GpuObservation observation, String name) {
    return observation.sources().stream()
        .filter(source -> source.source().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsPagesThatWereFoundAndThoseThatAreConfigured() throws Exception {
    PageServer found = server(Answer.page(page("1")));
    PageServer configured = server(Answer.page(page("2")));
    fleet.pods(Gpus.pod("acme", "reviewer-0", "n1", 1));
    GpuObservation observation =
        observation(
            "dcgm: {addresses: [\"127.0.0.1:" + configured.port() + "\"]}",
            Optional.empty(),
            List.of(new DcgmTarget("n1", found.address())));
    assertThat(observation.sources()).extracting(SourceHealth::source).containsExactly("dcgm");
    assertThat(source(observation, "dcgm").up()).isFalse();
    observation.start();
    await()
        .untilAsserted(() ->
            assertThat(temperatures(observation))
                .satisfiesExactlyInAnyOrder(
                    mine -> assertThat(mine).contains("agent=\"reviewer\"", "node=\"n1\"", "GPU-1"),
                    other -> assertThat(other).contains("agent=\"\"", "node=\"x\"", "GPU-2")));
    await().until(() -> source(observation, "dcgm").up());
    assertThat(scraped(observation.series().getLast()))
        .contains("watchbill_gpu_page_up{node=\"n1\"} 1")
        .anyMatch(
            line -> line.startsWith("watchbill_gpu_page_lines_skipped_total{reason=\"value\"}"));
  }

  @Test
  void showsTheOthersWhenSomeDoNotAnswer() throws Exception {
    PageServer good = server(Answer.page(page("1")));
    PageServer slow = server(Answer.page(page("2")));
    slow.stall();
    PageServer other = server(new Answer(200, "text/html", page("3"), 0));
    PageServer broken = server(new Answer(200, "text/plain", page("4"), 1_000));
    GpuObservation observation =
        observation(
            "node: x",
            Optional.empty(),
            List.of(
                new DcgmTarget("slow", slow.address()),
                new DcgmTarget("other", other.address()),
                new DcgmTarget("broken", broken.address()),
                new DcgmTarget("good", good.address())));
    observation.start();
    await()
        .untilAsserted(() ->
            assertThat(scraped(observation.series().getLast()))
                .contains(
                    "watchbill_gpu_page_up{node=\"slow\"} 0",
                    "watchbill_gpu_page_up{node=\"other\"} 0",
                    "watchbill_gpu_page_up{node=\"broken\"} 0",
                    "watchbill_gpu_page_up{node=\"good\"} 1"));
    await()
        .untilAsserted(() ->
            assertThat(temperatures(observation)).singleElement().asString().contains("GPU-1"));
    SourceHealth dcgm = source(observation, "dcgm");
    await().until(dcgm::up);
    assertThat(dcgm.errors()).isGreaterThanOrEqualTo(3);
    good.answer(new Answer(500, "text/plain", "", 0));
    await()
        .untilAsserted(() ->
            assertThat(dcgm.readiness().toString())
                .contains("no DCGM exporter of 4: " + slow.address() + ": want a page of metrics"));
    assertThat(temperatures(observation)).hasSize(1);
  }

  @Test
  void readsAPageOfAHundredThousandLines() throws Exception {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      page.append("DCGM_FI_DEV_GPU_TEMP{gpu=\"").append(i % 8).append("\",UUID=\"GPU-");
      page.append(i % 8).append("\",pid=\"").append(i).append("\"} 41\n");
    }
    PageServer server = server(Answer.page(page.toString()));
    GpuObservation observation =
        observation("node: x", Optional.empty(), List.of(new DcgmTarget("n1", server.address())));
    observation.start();
    await().untilAsserted(() -> assertThat(temperatures(observation)).hasSize(8));
  }

  @Test
  void readsTheReportOfNvidiaSmi() throws Exception {
    Path program = folder.resolve("nvidia-smi");
    Path report = folder.resolve("report");
    Files.writeString(program, "#!/bin/sh\ncat " + report + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    GpuObservation observation =
        observation("node: n9, dcgm: {discover: false}", Optional.of(program), List.of());
    assertThat(observation.sources())
        .extracting(SourceHealth::source)
        .containsExactly("nvidia-smi");
    observation.start();
    SourceHealth smi = source(observation, "nvidia-smi");
    await().until(() -> smi.errors() > 0);
    assertThat(temperatures(observation)).isEmpty();
    Files.writeString(
        report,
        "<nvidia_smi_log><gpu><uuid>GPU-1</uuid><temperature><gpu_temp>27 C</gpu_temp>"
            + "</temperature></gpu></nvidia_smi_log>");
    await().until(smi::up);
    await()
        .untilAsserted(() ->
            assertThat(temperatures(observation))
                .singleElement()
                .asString()
                .contains("node=\"n9\"")
                .endsWith(" 27"));
  }

  @Test
  void believesAPageUntilItWasAskedForTwiceMore() throws Exception {
    PageServer server = server(Answer.page(page("1")));
    GpuObservation observation =
        new GpuObservation(
            Gpus.config("gpu: {every: 1s, giveUpAfter: 2s}"),
            Optional.empty(),
            fleet.cluster(),
            () -> List.of(new DcgmTarget("n1", server.address())),
            Duration.ofMillis(1),
            InstantSource.system());
    open.add(observation);
    observation.start();
    await().untilAsserted(() -> assertThat(temperatures(observation)).hasSize(1));
    server.answer(new Answer(500, "text/plain", "", 0));
    int asked = server.asked();
    await().until(() -> server.asked() == asked + 2);
    assertThat(temperatures(observation)).hasSize(1);
    await().untilAsserted(() -> assertThat(temperatures(observation)).isEmpty());
  }

  @Test
  void asksNobodyWhenItIsOff() {
    GpuObservation observation =
        observation("dcgm: {discover: false}", Optional.empty(), List.of());
    assertThat(observation.sources()).isEmpty();
    observation.start();
    assertThat(scraped(observation.series().getFirst())).isEmpty();
  }
}
