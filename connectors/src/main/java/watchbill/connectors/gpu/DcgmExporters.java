package watchbill.connectors.gpu;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import watchbill.connectors.promtext.TextPage;
import watchbill.connectors.promtext.TextPages;

/// Asks DCGM exporters for their pages, a few at once. One thread.
public final class DcgmExporters implements AutoCloseable {
  /// How many are asked at once.
  static final int AT_ONCE = 16;

  private final TextPages pages;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /// @param patience for each page
  public DcgmExporters(Duration patience) {
    this.pages = new TextPages(patience);
  }

  /// The answers of all of these, in their order.
  public List<DcgmAnswer> ask(List<DcgmTarget> targets) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        List<Future<DcgmAnswer>> coming = new ArrayList<>();
        targets.forEach(target -> coming.add(threads.submit(() -> ask(target))));
        List<DcgmAnswer> answers = new ArrayList<>();
        for (Future<DcgmAnswer> answer : coming) {
          answers.add(answer.get());
        }
        return answers;
      } catch (ExecutionException bug) {
        throw new IllegalStateException(bug.getCause());
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Override
  public void close() {
    pages.close();
  }

  private DcgmAnswer ask(DcgmTarget target) throws InterruptedException {
    free.acquire();
    try {
      TextPage page = pages.ask(target.page(), DcgmPage::wants);
      return new DcgmAnswer.Page(target, DcgmPage.read(page), page.skipped());
    } catch (IOException failure) {
      return new DcgmAnswer.None(target, String.valueOf(failure.getMessage()));
    } finally {
      free.release();
    }
  }
}
