package watchbill.cli.doctor;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import watchbill.connectors.http.webconfig.WebConfig;

/// Whether our own web-config file can be used, and for how long its certificate holds.
public final class WebConfigCheck implements Check {
  private static final Duration SOON = Duration.ofDays(14);

  private final Path file;
  private final InstantSource clock;

  /// The file that `http.webConfigFile` names.
  public WebConfigCheck(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "webconfig";
  }

  @Override
  public String advice() {
    return "see docs/web-config.md; the process keeps the last good one until it restarts";
  }

  @Override
  public void look(Consumer<Finding> findings) {
    WebConfig config = WebConfig.read(file);
    findings.accept(Finding.ok(subject(), config.toString()));
    for (X509Certificate certificate : config.certificates()) {
      findings.accept(judged(certificate));
    }
  }

  private Finding judged(X509Certificate certificate) {
    String subject = "webconfig.certificate";
    Instant end = certificate.getNotAfter().toInstant();
    Instant now = clock.instant();
    String found = certificate.getSubjectX500Principal().getName() + " holds until " + end;
    String advice = "renew it; the files are read again every second, without a restart";
    if (end.isBefore(now) || certificate.getNotBefore().toInstant().isAfter(now)) {
      return Finding.fail(subject, found + " and not now", advice);
    }
    return end.isBefore(now.plus(SOON))
        ? Finding.warn(subject, found, advice)
        : Finding.ok(subject, found);
  }
}
