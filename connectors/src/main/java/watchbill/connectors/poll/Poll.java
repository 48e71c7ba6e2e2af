package watchbill.connectors.poll;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks one question again and again until it is closed: one virtual thread, which makes all calls.
/// A question that fails is asked again at its next time; nothing ends the poll but its end.
public final class Poll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Poll.class);

  /// What is asked, and what is done with the answer.
  @FunctionalInterface
  public interface Question {
    /// Asks once, and waits for the answer no longer than its own limit.
    ///
    /// @throws IOException when there is no answer; its message is one line for a person
    void ask() throws IOException, InterruptedException;
  }

  /// Hears how the asking goes, on the poll's thread.
  public interface Listener {
    /// There was an answer.
    void answered();

    /// There was none.
    ///
    /// @param why one line for a person
    void failed(String why);
  }

  private final String name;
  private final Duration every;
  private final Question question;
  private final Listener listener;
  private final OwnThread thread;

  /// A poll that is not started yet.
  ///
  /// @param name of the source, for the thread and the log
  /// @param every the pause after each answer; longer than 0
  public Poll(String name, Duration every, Question question, Listener listener) {
    if (!every.isPositive()) {
      throw new IllegalArgumentException(name + ": want a pause longer than 0, have " + every);
    }
    this.name = name;
    this.every = every;
    this.question = question;
    this.listener = listener;
    this.thread = new OwnThread(name + "-poll", this::run);
  }

  /// Starts the thread; may be called once.
  public void start() {
    thread.start();
  }

  /// Ends the thread and its question. Nothing is told after it returned.
  @Override
  public void close() {
    thread.close();
  }

  private void run() {
    try {
      while (true) {
        ask();
        TimeUnit.NANOSECONDS.sleep(every.toNanos());
      }
    } catch (InterruptedException stopped) {
      LOG.debug("{}: stopped asking", name);
    }
  }

  private void ask() throws InterruptedException {
    try {
      question.ask();
      listener.answered();
    } catch (IOException failure) {
      thread.throwIfStopped();
      String why = String.valueOf(failure.getMessage());
      LOG.warn("{}: {}", name, why);
      listener.failed(why);
    } catch (RuntimeException bug) { // the poll must not die unheard
      thread.throwIfStopped();
      LOG.error("{}: going on after a bug", name, bug);
      listener.failed(bug.toString());
    }
  }
}
