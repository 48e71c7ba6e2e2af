package watchbill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import watchbill.cli.explain.Printable;
import watchbill.cli.explain.TimelineAnswer;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.config.Secret;
import watchbill.connectors.http.Asker;
import watchbill.connectors.http.HttpQuestion;
import watchbill.connectors.tls.TlsFiles;

/// What an agent did, underwent and spent, and what stands against it.
@Command(
    name = "explain",
    description = {
      "Asks a running Watchbill (demo or run) about one agent: how it stands, why, what to do next,"
          + " and its timeline of calls, verdicts, Kubernetes facts and spend, newest last."
    })
final class ExplainCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "AGENT",
      description = "tenant/agent, or the agent's name where only one tenant has it.")
  private String agent = "";

  @Option(
      names = "--at",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9464",
      description = "The running Watchbill (${DEFAULT-VALUE}).")
  private String at = "";

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "Only what was not over so long ago, such as 1h; all that is kept by default.")
  private @Nullable String since;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who asks, where the web-config file has users.")
  private String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The file with that user's password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Who signs the server's certificate (PEM); those whom Java trusts by default.")
  private @Nullable Path authority;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "The certificate to show, where the web-config file asks for one (PEM).")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "Its key (PEM).")
  private @Nullable Path key;

  @Option(names = "--json", description = "As JSON (docs/explain.md).")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String path = path();
    try (HttpQuestion question = new HttpQuestion("explain: --at", at, PATIENCE, asker())) {
      HttpQuestion.Reply reply = question.ask(path, json ? "application/json" : "text/plain");
      if (reply.status() != 200) {
        throw new IOException("explain: " + Printable.of(refusal(reply)));
      }
      print(reply.text());
    }
    return 0;
  }

  private Asker asker() throws IOException {
    Optional<Secret> password = Optional.empty();
    if (passwordFile != null) {
      String text = Files.readString(passwordFile).stripTrailing();
      password = text.isEmpty() ? password : Optional.of(Secret.of(text));
    }
    if ((certificate == null) != (key == null)) {
      throw new ConfigError("explain: --cert", "--key with it, and --key no other way", "one");
    }
    TlsFiles tls =
        new TlsFiles(
            Optional.ofNullable(authority),
            Optional.ofNullable(certificate),
            Optional.ofNullable(key));
    return new Asker(user, password, Optional.empty(), tls);
  }

  private String path() {
    String text = since;
    if (text != null && DurationText.parse(text).isEmpty()) {
      throw new ConfigError("explain: --since", "a duration such as 1h", text);
    }
    int slash = agent.indexOf('/');
    if (agent.isEmpty() || slash == 0 || slash == agent.length() - 1) {
      throw new ConfigError(
          "explain", "tenant/agent or an agent's name", agent.isEmpty() ? "nothing" : agent);
    }
    return "/api/v1/agents/"
        + (slash < 0 ? "" : encoded(agent.substring(0, slash)) + "/")
        + encoded(agent.substring(slash + 1))
        + "/timeline"
        + (text == null ? "" : "?since=" + encoded(text));
  }

  private String refusal(HttpQuestion.Reply reply) {
    String line = reply.text().lines().findFirst().orElse("");
    return line.startsWith("want an ") || line.startsWith("want a ")
        ? TimelineAnswer.at(at, line)
        : "want a Watchbill that explains at %s, have HTTP status %d".formatted(at, reply.status());
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    boolean coloured = Terminal.isColoured() && !json;
    text.lines().map(Printable::of).forEach(line -> out.println(coloured ? accented(line) : line));
    out.flush();
  }

  private static String accented(String line) {
    if (line.contains(" STUCK ")) {
      return Terminal.red(line);
    }
    return line.startsWith(" ") ? line : Terminal.bold(line);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
