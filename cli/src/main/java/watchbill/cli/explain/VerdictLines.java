package watchbill.cli.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;

/// The verdicts of a recording for a person, each with its evidence. One thread.
public final class VerdictLines implements SignalSink {
  private static final int MOST = 20;

  private final List<Signal.AgentStuck> first = new ArrayList<>();
  private final Map<AgentKey, Signal.AgentStuck> standing = new HashMap<>();
  private final Map<Signal.AgentStuck, Long> ends = new HashMap<>();
  private long all;

  @Override
  public void accept(Signal signal) {
    if (signal instanceof Signal.AgentStuck stuck) {
      end(stuck.agent(), stuck.atMillis());
      standing.put(stuck.agent(), stuck);
      all++;
      if (first.size() < MOST) {
        first.add(stuck);
      }
    } else if (signal instanceof Signal.AgentFreed freed) {
      end(freed.agent(), freed.atMillis());
    }
  }

  /// The first twenty in the order in which they were given, and how many more there are.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Signal.AgentStuck stuck : first) {
      Evidence evidence = stuck.evidence();
      lines.add(
          "    %s %s: %s, %s"
              .formatted(
                  Words.moment(stuck.atMillis()),
                  stuck.agent(),
                  Words.of(stuck.cause()),
                  end(stuck)));
      lines.add("      " + evidence.text());
      lines.add(
          "      by %s; %s, %s since its last progress at %s; do next: %s"
              .formatted(
                  evidence.rules().stream().map(Words::of).collect(Collectors.joining(", ")),
                  Words.dollars(evidence.picoUsdSinceProgress()),
                  Words.count(evidence.tokensSinceProgress(), "token"),
                  Words.moment(stuck.progressAtMillis()),
                  Words.of(stuck.cause().remedy())));
    }
    if (all > first.size()) {
      lines.add("    and %,d more".formatted(all - first.size()));
    }
    return lines.stream().map(Printable::of).toList();
  }

  private void end(AgentKey agent, long atMillis) {
    Signal.AgentStuck ended = standing.remove(agent);
    if (ended != null && first.contains(ended)) {
      ends.put(ended, atMillis);
    }
  }

  private String end(Signal.AgentStuck stuck) {
    Long endMillis = ends.get(stuck);
    return endMillis == null
        ? "until the end"
        : "for " + Words.length(endMillis - stuck.atMillis());
  }
}
