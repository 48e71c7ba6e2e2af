package watchbill.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.cli.WatchbillProcess;
import watchbill.cli.boards.SmallImage;

/// Photographs the page for the README: `make pictures`. No test: its name keeps it out of what is
/// always run.
@Tag("endtoend")
final class PagePictures {
  private static final int DEMO_SECONDS = 75;
  private static final int COLORS = 256;
  private static final long LARGEST = 150_000;

  @TempDir Path folder;

  @Test
  void photographsTheFleetAnAgentAndTheEmptyPage() throws Exception {
    int port = WatchbillProcess.freePort();
    try (WatchbillProcess demo =
            WatchbillProcess.start(
                folder.resolve("demo.log"),
                port,
                Map.of(),
                "demo",
                "--port",
                Integer.toString(port));
        ShownFleet empty = new ShownFleet(Optional.empty(), OptionalInt.of(4318));
        Chromium browser = new Chromium(folder)) {
      demo.await("/-/healthy", 200, Duration.ofSeconds(30));
      new CountDownLatch(1).await(DEMO_SECONDS, TimeUnit.SECONDS);
      empty.activity.heard();
      browser.size(1400, 860, false);
      browser.prefer("light");
      browser.go("http://127.0.0.1:" + port + "/");
      browser.await("document.querySelectorAll('.agents tbody tr').length === 40");
      save(browser, "page-fleet");
      browser.prefer("dark");
      browser.await("document.querySelector('tr.is-stuck') !== null");
      browser.ask("document.querySelector('tr.is-stuck a').click()");
      browser.await("document.querySelector('.timeline tbody tr') !== null");
      save(browser, "page-agent");
      browser.prefer("light");
      browser.size(1000, 700, false);
      browser.go(empty.address());
      browser.await("document.querySelector('.welcome pre') !== null");
      save(browser, "page-empty");
    }
  }

  private static void save(Chromium browser, String name) throws IOException {
    Path image =
        Path.of(System.getProperty("watchbill.root"), "docs/images").resolve(name + ".png");
    Files.write(image, browser.photograph());
    SmallImage.shrink(image, COLORS);
    assertThat(Files.size(image)).as(image.toString()).isLessThan(LARGEST);
  }
}
