package watchbill.deploy;

import java.util.List;

/// A process of Watchbill in a cluster.
public enum Part {
  /// Everything in one.
  ALL("run", ""),
  /// The half with the state.
  PROCESSOR("process", "processor"),
  /// The half that is scraped for agents.
  EXPORTER("export", "exporter");

  private final String command;
  private final String suffix;

  Part(String command, String suffix) {
    this.command = command;
    this.suffix = suffix;
  }

  /// The subcommand that runs it.
  public String command() {
    return command;
  }

  /// Its name's end, and its component; empty for everything in one.
  public String suffix() {
    return suffix;
  }

  /// Whether it keeps a state of its own, which nobody else may write.
  public boolean hasState() {
    return this != EXPORTER;
  }

  /// The parts of an installation.
  ///
  /// @param split whether processor and exporter are apart
  public static List<Part> of(boolean split) {
    return split ? List.of(PROCESSOR, EXPORTER) : List.of(ALL);
  }
}
