package watchbill.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command line. Exit status: 0 done, 1 the work failed, 2 wrong usage or configuration. An
/// error is one line on stderr.
@Command(
    name = "watchbill",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    header = "Keeps the watch, and the bill, for fleets of AI agents on Kubernetes.",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ProcessCommand.class,
      ExportCommand.class,
      ReplayCommand.class,
      ExplainCommand.class,
      GenerateCommand.class,
      CheckCommand.class,
      DoctorCommand.class,
      PricesCommand.class
    })
public final class Watchbill implements Callable<Integer> {
  /// The work failed.
  static final int FAILED = 1;

  /// The command line or the configuration is wrong.
  static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and debug logs.")
  private boolean debug;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  /// Runs one command and ends the process with its exit status.
  public static void main(String[] args) {
    System.exit(run(args, writer(FileDescriptor.out), writer(FileDescriptor.err)));
  }

  /// Whether the command runs on and on, with logs for whoever keeps it.
  private static boolean isService(ParseResult parsed) {
    if (!parsed.hasSubcommand()) {
      return false;
    }
    Object command = parsed.subcommand().commandSpec().userObject();
    return command instanceof RunCommand
        || command instanceof ProcessCommand
        || command instanceof ExportCommand;
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /// Runs one command.
  ///
  /// @return the exit status
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    Watchbill watchbill = new Watchbill();
    return new CommandLine(watchbill)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(parsed -> {
          Logs.configure(watchbill.debug, !isService(parsed));
          return new CommandLine.RunLast().execute(parsed);
        })
        .setParameterExceptionHandler((wrong, _) -> {
          err.println("watchbill: " + Failures.line(wrong));
          err.println(
              "Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
          return WRONG_USAGE;
        })
        .setExecutionExceptionHandler((failure, _, _) -> {
          err.println("watchbill: " + Failures.line(failure));
          if (watchbill.debug) {
            failure.printStackTrace(err);
          }
          return Failures.isWrongUsage(failure) ? WRONG_USAGE : FAILED;
        })
        .execute(args);
  }
}
