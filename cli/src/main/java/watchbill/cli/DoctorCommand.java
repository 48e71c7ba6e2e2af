package watchbill.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import watchbill.cli.doctor.AlertmanagerCheck;
import watchbill.cli.doctor.Check;
import watchbill.cli.doctor.CheckpointCheck;
import watchbill.cli.doctor.DoctorConfig;
import watchbill.cli.doctor.Examination;
import watchbill.cli.doctor.Finding;
import watchbill.cli.doctor.Grade;
import watchbill.cli.doctor.GrafanaCheck;
import watchbill.cli.doctor.KafkaCheck;
import watchbill.cli.doctor.KubernetesCheck;
import watchbill.cli.doctor.NatsCheck;
import watchbill.cli.doctor.NatsServerCheck;
import watchbill.cli.doctor.Place;
import watchbill.cli.doctor.PrometheusCheck;
import watchbill.cli.doctor.RulesCheck;
import watchbill.cli.doctor.TestAlert;
import watchbill.cli.doctor.WatchbillCheck;
import watchbill.cli.doctor.WebConfigCheck;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.http.webconfig.WebConfig;
import watchbill.connectors.kubernetes.ClusterAccess;

/// Looks at a whole installation.
@Command(
    name = "doctor",
    description = {
      "Looks at a whole installation and changes nothing: what we may do, who can be reached,"
          + " clocks, streams, scrapes, rules, boards and pages. One line for each finding: ok, warn"
          + " or fail, what it is, what to do; - is what could not be looked at. Exit status 1 when"
          + " something fails."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);

  @Spec private CommandSpec spec;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--watchbill",
      paramLabel = "URL",
      description = "The running Watchbill; on this machine, at http.port, by default.")
  private String watchbill = "";

  @Option(names = "--prometheus", paramLabel = "URL", description = "Instead of doctor.prometheus.")
  private String prometheus = "";

  @Option(
      names = "--alertmanager",
      paramLabel = "URL",
      description = "Instead of doctor.alertmanager.")
  private String alertmanager = "";

  @Option(names = "--grafana", paramLabel = "URL", description = "Instead of doctor.grafana.")
  private String grafana = "";

  @Option(
      names = "--test-alert",
      paramLabel = "TENANT",
      arity = "0..1",
      fallbackValue = "",
      description = {
        "Also send a page to the platform's team, or to that of a tenant, and wait until it is"
            + " delivered. Somebody is woken."
      })
  private @Nullable String testAlert;

  @Option(names = "--strict", description = "Exit status 1 for warnings, too.")
  private boolean strict;

  @Override
  public Integer call() throws InterruptedException {
    RunConfig run = config.read();
    InstantSource clock = InstantSource.system();
    PrintWriter out = spec.commandLine().getOut();
    Map<Grade, Integer> counts = new EnumMap<>(Grade.class);
    Consumer<Finding> findings =
        finding -> {
          counts.merge(finding.grade(), 1, Integer::sum);
          out.println(coloured(finding));
          out.flush();
        };
    DoctorConfig places = places(run);
    places.check();
    logNoWarnings();
    new Examination(checks(run, places, clock), PATIENCE_MILLIS).make(findings);
    if (testAlert != null) {
      if (!places.alertmanager().known()) {
        throw new ConfigError("doctor: --test-alert", "--alertmanager with it", "none");
      }
      new TestAlert(places.alertmanager(), run.alerting().plan(), clock).send(testAlert, findings);
    }
    out.printf(
        "%d ok, %d warn, %d fail, %d not looked at%n",
        count(counts, Grade.OK),
        count(counts, Grade.WARN),
        count(counts, Grade.FAIL),
        count(counts, Grade.NOT_ASKED));
    out.flush();
    boolean failed = count(counts, Grade.FAIL) > 0 || (strict && count(counts, Grade.WARN) > 0);
    return failed ? Watchbill.FAILED : 0;
  }

  /// Clients say in their logs what the findings say in a line.
  private static void logNoWarnings() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    for (Logger logger : context.getLoggerList()) {
      if (logger.getLevel() == Level.WARN) {
        logger.setLevel(Level.ERROR);
      }
    }
  }

  private static int count(Map<Grade, Integer> counts, Grade grade) {
    return counts.getOrDefault(grade, 0);
  }

  private static String coloured(Finding finding) {
    boolean red = finding.grade() == Grade.FAIL && Terminal.isColoured();
    return red ? Terminal.red(finding.line()) : finding.line();
  }

  private DoctorConfig places(RunConfig run) {
    DoctorConfig said = run.doctor();
    String here = (secure(run) ? "https" : "http") + "://localhost:" + run.exporter().http().port();
    Place own = said.watchbill().known() ? said.watchbill() : said.watchbill().at(here);
    return new DoctorConfig(
        own.at(watchbill),
        said.prometheus().at(prometheus),
        said.alertmanager().at(alertmanager),
        said.grafana().at(grafana));
  }

  /// A file that cannot be read is said by its own check.
  private static boolean secure(RunConfig run) {
    try {
      return run.exporter().http().webConfigFile().map(WebConfig::read).stream()
          .anyMatch(WebConfig::secure);
    } catch (ConfigError _) {
      return true;
    }
  }

  private static List<Check> checks(RunConfig run, DoctorConfig places, InstantSource clock) {
    List<Check> checks = new ArrayList<>();
    checks.add(new WatchbillCheck(places.watchbill(), Version.text()));
    run.exporter()
        .http()
        .webConfigFile()
        .ifPresent(file -> checks.add(new WebConfigCheck(file, clock)));
    checks.add(new CheckpointCheck(run.checkpoint().directory(), run.checkpoint().every(), clock));
    checks.add(kubernetes(run));
    checks.add(nats(run));
    run.bus().monitoring().forEach(page -> checks.add(new NatsServerCheck(page, clock)));
    if (run.feed().carrier() == FeedConfig.Carrier.KAFKA) {
      checks.add(new KafkaCheck(run.feed().kafka(), run.feed().topic()));
    }
    checks.add(at(places.prometheus(), new PrometheusCheck(places.prometheus(), clock)));
    checks.add(at(places.prometheus(), new RulesCheck(places.prometheus())));
    checks.add(
        at(
            places.alertmanager(),
            new AlertmanagerCheck(places.alertmanager(), run.alerting().plan(), clock)));
    checks.add(at(places.grafana(), new GrafanaCheck(places.grafana())));
    return checks;
  }

  private static Check kubernetes(RunConfig run) {
    if (!run.kubernetes()) {
      return new NotAsked("kubernetes", "kubernetes.enabled is false", "");
    }
    ClusterAccess access =
        ClusterAccess.find(System.getenv(), Path.of(System.getProperty("user.home")));
    return new KubernetesCheck(access, WantedRights.of(run));
  }

  private static Check nats(RunConfig run) {
    if (run.activity().nats().isEmpty()) {
      return new NotAsked("nats", "neither nats.url nor NATS_URL", "without it no agent is heard");
    }
    return new NatsCheck(
        run.activity().nats().get(),
        new NatsCheck.Wanted(
            run.activity().stream().name(),
            run.activity().stream().create(),
            run.activity().subjects().filter(),
            PublishedSubjects.of(run)));
  }

  private static Check at(Place place, Check check) {
    return place.known()
        ? check
        : new NotAsked(
            check.subject(), "nobody said where it is", place.key() + ", or --" + place.name());
  }

  /// A check that cannot be made.
  private record NotAsked(String subject, String why, String advice) implements Check {
    @Override
    public void look(Consumer<Finding> findings) {
      findings.accept(Finding.notAsked(subject, why, advice));
    }
  }
}
