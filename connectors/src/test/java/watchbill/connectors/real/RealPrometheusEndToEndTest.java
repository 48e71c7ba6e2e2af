package watchbill.connectors.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("endtoend")
class RealPrometheusEndToEndTest {
  @TempDir Path folder;

  @Test
  void scrapesAndAnswersQueries() throws Exception {
    try (RealPrometheus prometheus = RealPrometheus.scraping("127.0.0.1:1", folder)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> prometheus.query("up{job=\"watchbill\"}").contains("\"0\"]"));
      assertThat(prometheus.get("/api/v1/targets")).contains("127.0.0.1:1");
    }
  }
}
