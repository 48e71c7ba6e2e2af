package watchbill.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.real.RealPrometheus;
import watchbill.metrics.catalogue.PodLabels;

/// Programs that are not written in Java read what we compress.
@Tag("endtoend")
final class CompressedScrapeEndToEndTest {
  private static final Pattern SERIES =
      Pattern.compile(
          "\\{\"metric\":\\{\"__name__\":\"[^\"]+\",\"agent\":\"([^\"]+)\",\"instance\":\"[^\"]+\","
              + "\"job\":\"watchbill\",\"namespace\":\"([^\"]+)\",\"pod\":\"([^\"]+)\","
              + "\"role\":\"([^\"]+)\",\"tenant\":\"([^\"]+)\"\\},\"value\":\\[[^,]+,\"([^\"]+)\"\\]\\}");

  @TempDir Path folder;

  private static byte[] scrape(PodPage page) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + page.port() + "/metrics");
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").build(),
              BodyHandlers.ofByteArray());
      assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
      return response.body();
    }
  }

  @Test
  void prometheusHasExactlyTheSeriesAndValuesThroughManyChanges() throws Exception {
    try (PodPage page = new PodPage(10, 10_000)) {
      for (int i = 0; i < 5; i++) {
        page.change();
        scrape(page);
      }
      try (RealPrometheus prometheus =
          RealPrometheus.scraping("127.0.0.1:" + page.port(), folder)) {
        awaitAllIn(prometheus, page);
        for (int round = 0; round < 5; round++) {
          page.change();
          page.add(10_000 + 40 * round, 10_040 + 40 * round);
          for (int pod = 50 * round; pod < 50 * round + 30; pod++) {
            page.remove(PodPage.pod(pod));
          }
          awaitAllIn(prometheus, page);
        }
        assertThat(prometheus.get("/api/v1/targets"))
            .contains("\"health\":\"up\"")
            .contains("\"lastError\":\"\"");
        assertThat(prometheus.query("max_over_time(watchbill_scrape_pieces_compressed_total[5m])"))
            .contains("\"value\"");
      }
    }
  }

  private static void awaitAllIn(RealPrometheus prometheus, PodPage page) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          for (int family = 0; family < page.tables.size(); family++) {
            assertThat(shownIn(prometheus, page.tables.get(family).family().name()))
                .as("family %d", family)
                .isEqualTo(new TreeMap<>(byText(page.shown.get(family))));
          }
        });
  }

  private static Map<String, Double> byText(Map<PodLabels, Double> shown) {
    Map<String, Double> texts = new TreeMap<>();
    shown.forEach((pod, value) -> texts.put(text(pod), value));
    return texts;
  }

  private static String text(PodLabels pod) {
    return String.join(" ", pod.agent(), pod.namespace(), pod.pod(), pod.role(), pod.tenant());
  }

  private static Map<String, Double> shownIn(RealPrometheus prometheus, String family)
      throws IOException, InterruptedException {
    Map<String, Double> shown = new TreeMap<>();
    Matcher series = SERIES.matcher(prometheus.query(family));
    while (series.find()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        values.add(series.group(i));
      }
      shown.put(String.join(" ", values), Double.valueOf(series.group(6)));
    }
    return shown;
  }

  @Test
  void gzipAndPromtoolReadWhatIsCompressed() throws Exception {
    try (PodPage page = new PodPage(10, 1_000)) {
      scrape(page);
      page.change();
      byte[] body = scrape(page);
      Path file = Files.write(folder.resolve("scrape.gz"), body);
      Path text = folder.resolve("scrape");
      run(folder.resolve("said"), "gzip", "--test", file.toString());
      run(text, "gzip", "--decompress", "--stdout", file.toString());
      assertThat(Files.readString(text))
          .isEqualTo(PodPage.inflated(body))
          .contains("\nwatchbill_series 10002\n");
      Path said = folder.resolve("promtool");
      run(said, "sh", "-c", "promtool check metrics < " + text);
      assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEmpty();
    }
  }

  private static void run(Path output, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as("%s", List.of(command)).isZero();
  }
}
