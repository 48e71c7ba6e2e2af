package watchbill.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes all checks at the same time and tells their findings in order. A check that cannot reach
/// its part, or that takes too long, is a finding like any other.
public final class Examination {
  private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

  private final List<Check> checks;
  private final long patienceMillis;

  /// @param patienceMillis how long one check may take
  public Examination(List<Check> checks, long patienceMillis) {
    this.checks = List.copyOf(checks);
    this.patienceMillis = patienceMillis;
  }

  /// Makes the checks.
  ///
  /// @param findings hears of them in the order of the checks
  public void make(Consumer<Finding> findings) throws InterruptedException {
    List<Looking> all = checks.stream().map(Looking::new).toList();
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      for (Looking one : all) {
        one.await(end, findings);
      }
    } finally {
      all.forEach(one -> one.task.cancel(true));
    }
  }

  private static final class Looking {
    private final Check check;
    private final List<Finding> found = Collections.synchronizedList(new ArrayList<>());
    private final FutureTask<Boolean> task;

    Looking(Check check) {
      this.check = check;
      this.task =
          new FutureTask<>(() -> {
            check.look(found::add);
            return true;
          });
      Thread.ofVirtual().name("doctor-" + check.subject()).start(task);
    }

    void await(long end, Consumer<Finding> findings) throws InterruptedException {
      String failure = "";
      try {
        task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        failure = "no answer in time";
      } catch (ExecutionException e) {
        failure = words(Objects.requireNonNullElse(e.getCause(), e));
      }
      List.copyOf(found).forEach(findings);
      if (!failure.isEmpty()) {
        findings.accept(Finding.fail(check.subject(), failure, check.advice()));
      }
    }

    /// What is wrong with a file or an address is the installation's; the rest is a bug of ours,
    /// which ends this check alone.
    private static String words(Throwable failure) {
      return switch (failure) {
        case IOException lost -> lost.getMessage() + "";
        case IllegalArgumentException wrong -> wrong.getMessage() + "";
        case InterruptedException _ -> "interrupted";
        default -> {
          LOG.debug("a check broke", failure);
          yield "the check itself broke: " + failure;
        }
      };
    }
  }
}
