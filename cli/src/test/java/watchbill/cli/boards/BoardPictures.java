package watchbill.cli.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.cli.WatchbillProcess;

/// Draws every board with data and photographs it, for the README: `make pictures`. No test: its
/// name keeps it out of what is always run.
@Tag("endtoend")
final class BoardPictures {
  private static final int DEMO_SECONDS = 120;
  private static final int LAST_SECONDS = 40;
  private static final long LARGEST = 150_000;

  @TempDir Path folder;

  @Test
  void drawsEveryBoard() throws Exception {
    int port = WatchbillProcess.freePort();
    try (WatchbillProcess demo =
            WatchbillProcess.start(
                folder.resolve("demo.log"),
                port,
                Map.of(),
                "demo",
                "--for",
                DEMO_SECONDS + "s",
                "--port",
                Integer.toString(port));
        WatchedDemo watched = WatchedDemo.at("127.0.0.1:" + port, folder)) {
      demo.await("/-/ready", 200, Duration.ofSeconds(30));
      new CountDownLatch(1).await(DEMO_SECONDS - LAST_SECONDS, TimeUnit.SECONDS);
      for (BoardFile board : BoardFile.all()) {
        photograph(board, new DrawnBoard(board).html(watched), new DrawnBoard(board).height());
      }
    }
  }

  private void photograph(BoardFile board, String html, int height) throws Exception {
    Path page = folder.resolve(board.uid() + ".html");
    Files.writeString(page, html);
    Path images = Path.of(System.getProperty("watchbill.root"), "docs/images");
    Files.createDirectories(images);
    Path image = images.resolve(board.uid() + ".png");
    Process chromium =
        new ProcessBuilder(
                List.of(
                    "/usr/bin/chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--user-data-dir=" + folder.resolve("chromium"),
                    "--window-size=" + DrawnBoard.WIDTH + "," + height,
                    "--screenshot=" + image,
                    page.toUri().toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(chromium.exitValue()).isZero();
    SmallImage.shrink(image);
    assertThat(Files.size(image)).as(image.toString()).isLessThan(LARGEST);
  }
}
