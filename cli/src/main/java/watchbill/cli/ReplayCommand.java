package watchbill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import watchbill.cli.bill.BillJson;
import watchbill.cli.bill.BillTable;
import watchbill.cli.bill.Layout;
import watchbill.connectors.config.ConfigError;
import watchbill.sources.files.EventRecording;
import watchbill.sources.files.Recording;
import watchbill.sources.files.SessionRecording;
import watchbill.sources.files.TranscriptRecording;

/// A recording through the same core, in event time.
@Command(
    name = "replay",
    description = {
      "Plays recordings through the same core, in the time of their events: signals as JSON lines"
          + " on stdout, a summary on stderr. With --bill, the bill takes the place of the signals;"
          + " with --to, the events are published to NATS instead."
    })
final class ReplayCommand implements Callable<Integer> {
  /// What a recording holds.
  enum Format {
    events("events"),
    sessions("sessions"),
    claudeCode("claude-code");

    private final String word;

    Format(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /// What the bill is written for.
  enum BillForm {
    table,
    json
  }

  /// How many lines of a section people are shown unless they ask for more.
  private static final int LINES = 20;

  private static final int WIDTH = 100;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JSON lines, compressed with gzip or not; - is stdin.")
  private List<String> files = List.of();

  @Option(
      names = "--format",
      defaultValue = "events",
      description =
          "events (docs/events.md), sessions (a coding agent's session log), or claude-code (the"
              + " files below ~/.claude/projects), which shows the bill; ${DEFAULT-VALUE}.")
  private Format format = Format.events;

  @Option(
      names = "--tenant",
      defaultValue = "recording",
      description = "Whose the agents are, where the recording does not say (${DEFAULT-VALUE}).")
  private String tenant = "recording";

  @Option(
      names = "--tenant-per-session",
      description = "With --format sessions: each session is a tenant of its own.")
  private boolean tenantPerSession;

  @Option(names = "--prices", paramLabel = "FILE", description = "A price file of your own.")
  private @Nullable Path prices;

  @Option(
      names = "--bill",
      paramLabel = "FORM",
      description =
          "Show what the recording cost in place of the signals: as a table for people, or as json"
              + " (docs/bill.md).")
  private @Nullable BillForm bill;

  @Option(
      names = "--rollup",
      description =
          "With --bill: what sub-agents spend stands in the line of the agent they work for.")
  private boolean rollUp;

  @Option(
      names = "--top",
      paramLabel = "LINES",
      description =
          "With --bill: so many lines of each section, and the sum of the others; for a table "
              + LINES
              + ", for json all of them.")
  private @Nullable Integer top;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "Publish to this NATS server, into stream AGENTS, instead.")
  private @Nullable String to;

  @Option(
      names = "--speed",
      defaultValue = "max",
      description = "max, or a multiple of the recording's own pace, such as 1x or 60x.")
  private String speed = "max";

  @Override
  public Integer call() throws Exception {
    Pacing pacing = Pacing.of(speed);
    if (format == Format.claudeCode && bill == null && to == null) {
      bill = BillForm.table;
    }
    check();
    ReplayTarget target =
        to == null
            ? new CoreReplay(Prices.of(Optional.ofNullable(prices)), output())
            : new NatsReplay(to);
    ReplaySummary summary = new ReplaySummary(spec.commandLine().getErr());
    try (target) {
      for (String file : files) {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
          new Replay(file, recording(in), pacing, target, summary).play();
        }
      }
      target.finish();
      summary.print(target);
    }
    return 0;
  }

  private void check() {
    for (String file : files) {
      if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
        throw new ConfigError(file, "a file", "a directory");
      }
    }
    if (bill == null && rollUp) {
      throw new ConfigError("--rollup", "--bill with it", "none");
    }
    if (bill == null && top != null) {
      throw new ConfigError("--top", "--bill with it", "none");
    }
    if (bill != null && to != null) {
      throw new ConfigError("--bill", "no --to with it", to);
    }
    if (top != null && top < 1) {
      throw new ConfigError("--top", "1 or more", top.toString());
    }
  }

  private ReplayOutput output() {
    PrintWriter out = spec.commandLine().getOut();
    return switch (bill) {
      case null -> new SignalLines(out);
      case json ->
          new BillOutput(rollUp, new BillJson(out, top == null ? Integer.MAX_VALUE : top)::write);
      case table -> {
        Layout layout =
            new Layout(top == null ? LINES : top, Terminal.columns(WIDTH), Terminal.isColoured());
        yield new BillOutput(rollUp, new BillTable(out, layout)::write);
      }
    };
  }

  private Recording recording(InputStream in) throws IOException {
    return switch (format) {
      case claudeCode -> new TranscriptRecording(in, tenant, System.currentTimeMillis());
      case events -> new EventRecording(in, tenant);
      case sessions ->
          tenantPerSession
              ? SessionRecording.ofTenants(in)
              : SessionRecording.ofOneTenant(in, tenant);
    };
  }
}
