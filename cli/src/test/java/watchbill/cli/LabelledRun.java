package watchbill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.ToolOutcome;
import watchbill.wire.ArgsSketch;

/// A recorded run of an agent, and which of its calls a person called repetitions of the one
/// before.
///
/// @param repeats for each call but the first; empty when nobody said
record LabelledRun(
    String framework, String instance, List<ToolFinished> calls, List<Boolean> repeats) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The runs of a file, one a line.
  static List<LabelledRun> read(Path file) throws IOException {
    List<LabelledRun> runs = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        runs.add(of(JSON.readTree(line)));
      }
    }
    return runs;
  }

  String name() {
    return framework + " " + instance;
  }

  /// Whether somebody saw three calls alike in a row.
  boolean loops() {
    return hasTwoInARow(repeats);
  }

  static boolean hasTwoInARow(List<Boolean> flags) {
    for (int i = 1; i < flags.size(); i++) {
      if (flags.get(i - 1) && flags.get(i)) {
        return true;
      }
    }
    return false;
  }

  private static LabelledRun of(JsonNode run) throws IOException {
    List<ToolFinished> calls = new ArrayList<>();
    for (JsonNode step : run.path("steps")) {
      String outcome = step.path("outcome").asText("ok");
      calls.add(
          new ToolFinished(
              0,
              "c" + calls.size(),
              step.path("tool").asText(),
              step.path("args_hash").asText(),
              step.path("result_hash").asText(),
              outcome.equals("error") ? ToolOutcome.ERROR : ToolOutcome.OK,
              "",
              step.has("args") ? ArgsSketch.of(JSON.writeValueAsBytes(step.get("args"))) : 0));
    }
    List<Boolean> repeats = new ArrayList<>();
    for (JsonNode label : run.path("action_action_labels")) {
      if (repeats.size() + 1 < calls.size()) {
        repeats.add(label.asText().equals("Repetition"));
      }
    }
    return new LabelledRun(
        run.path("agent").asText(),
        run.path("instance").asText(run.path("task_id").asText()),
        calls,
        repeats);
  }
}
