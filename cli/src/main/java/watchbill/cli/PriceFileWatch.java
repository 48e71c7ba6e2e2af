package watchbill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.core.money.PriceBook;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.exporter.health.SourceHealth;

/// Takes over a price file that changes while Watchbill runs. One that is broken leaves the old
/// prices in place and says so. The file's bytes are compared, not its date: a ConfigMap's files
/// change behind a link.
final class PriceFileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PriceFileWatch.class);

  private final Path file;
  private final EmbeddedProcessor processor;
  private final SourceHealth health;
  private final Duration every;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread looker;

  /// The bytes that were taken over last; the first look takes them over once more.
  private byte[] taken = {};

  /// @param every how often the file is looked at
  PriceFileWatch(Path file, Duration every, EmbeddedProcessor processor, SourceHealth health) {
    this.file = file;
    this.processor = processor;
    this.health = health;
    this.every = every;
    this.looker = Thread.ofPlatform().name("prices").daemon().unstarted(this::run);
    health.heard();
  }

  /// Begins to look.
  void start() {
    looker.start();
  }

  private void run() {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException _) {
      LOG.debug("prices: ends");
    }
  }

  private void look() throws InterruptedException {
    try {
      byte[] now = Files.readAllBytes(file);
      if (Arrays.equals(now, taken)) {
        health.heard();
        return;
      }
      PriceBook book = Prices.of(now);
      processor.reprice(book);
      boolean changed = taken.length > 0;
      taken = now;
      health.heard();
      if (changed) {
        LOG.info("prices: took over {}", file);
      }
    } catch (IOException | IllegalArgumentException e) {
      boolean news = health.up();
      health.lost("kept the old prices: " + e.getMessage());
      if (news) {
        LOG.warn("prices: kept the old ones, {}: {}", file, e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    looker.interrupt();
  }
}
