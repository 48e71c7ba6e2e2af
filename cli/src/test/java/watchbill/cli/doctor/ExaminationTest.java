package watchbill.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ExaminationTest {
  private static final long SOON_MILLIS = 20_000;

  private interface Look {
    void look(Consumer<Finding> findings) throws IOException, InterruptedException;
  }

  private record Made(String subject, Look looking) implements Check {
    @Override
    public String advice() {
      return "see " + subject;
    }

    @Override
    public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
      looking.look(findings);
    }
  }

  private static List<String> lines(long patienceMillis, Check... checks)
      throws InterruptedException {
    List<String> lines = new ArrayList<>();
    new Examination(List.of(checks), patienceMillis).make(finding -> lines.add(finding.line()));
    return lines;
  }

  @Test
  void tellsFindingsInTheOrderOfTheChecksWhateverTheirSpeed() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    assertThat(
            lines(
                SOON_MILLIS,
                new Made(
                    "slow",
                    findings -> {
                      second.await();
                      findings.accept(Finding.ok("slow", "done"));
                    }),
                new Made(
                    "quick",
                    findings -> {
                      findings.accept(Finding.warn("quick", "half", "do more"));
                      second.countDown();
                    })))
        .containsExactly(
            "ok    slow                      done",
            "warn  quick                     half; do more");
  }

  @Test
  void keepsWhatWasFoundBeforeThePartWasLost() throws Exception {
    assertThat(
            lines(
                SOON_MILLIS,
                new Made(
                    "gone",
                    findings -> {
                      findings.accept(Finding.ok("first", "there"));
                      throw new IOException("no connection");
                    })))
        .containsExactly(
            "ok    first                     there",
            "fail  gone                      no connection; see gone");
  }

  @Test
  void doesNotWaitForEver() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(lines(50, new Made("hung", _ -> never.await())))
        .containsExactly("fail  hung                      no answer in time; see hung");
  }

  @Test
  void goesOnWithTheOthersWhenACheckBreaks() throws Exception {
    assertThat(
            lines(
                SOON_MILLIS,
                new Made(
                    "broken",
                    _ -> {
                      throw new IllegalStateException("bug");
                    }),
                new Made("next", findings -> findings.accept(Finding.ok("next", "there")))))
        .containsExactly(
            "fail  broken                    the check itself broke:"
                + " java.lang.IllegalStateException: bug; see broken",
            "ok    next                      there");
  }

  @Test
  void isOneLineWithoutSecretsAndOrdersToATerminal() {
    assertThat(Finding.warn("a\u001B", "b\r\nc\u202E \u2028 nats://u:hunter22@h", "d\ne").line())
        .isEqualTo("warn  a?                        b??c? ? nats://***@h; d?e");
    assertThat(Finding.ok("a", "b".repeat(1 << 20)).line()).hasSizeLessThan(2_100);
  }

  @Test
  void judgesAClockByHowFarItIsOff() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    assertThat(Clock.ofHttp("c", now, () -> now.plusSeconds(2)).grade()).isEqualTo(Grade.OK);
    assertThat(Clock.ofHttp("c", now, () -> now.plusSeconds(9)).found())
        .isEqualTo("the clock there is 8 s behind ours");
    assertThat(Clock.of("c", 61_000).line())
        .startsWith("fail  c                         the clock there is 61 s before ours; keep ");
  }
}
