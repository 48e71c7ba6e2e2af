package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.real.SharedData;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.sources.files.SessionRecording;

/// The tables of `docs/loop-detection.md` are what the recorded runs give.
@Tag("endtoend")
class LoopDetectionEndToEndTest {
  private static final Path PAGE =
      Path.of(System.getProperty("watchbill.root"), "docs/loop-detection.md");
  private static final String BEGIN =
      "<!-- the tables are written by LoopDetectionEndToEndTest -->\n";
  private static final String END = "<!-- end of the tables -->\n";

  @Test
  void theTablesAreWhatTheRunsGive() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String tables = new LoopReport(labelled()).write(clean(), longestRows());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page.substring(0, begin) + tables + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(tables);
    }
  }

  @Test
  void accusesNobodyInTheCleanRuns() throws IOException {
    for (LabelledRun run : clean()) {
      assertThat(FleetReading.of(run)).as(run.name()).isEmpty();
    }
  }

  @Test
  void isHardlyEverWrongAboutACall() throws IOException {
    LoopScore score = LoopScore.NONE;
    for (LabelledRun run : labelled()) {
      score = score.plus(LoopReading.OURS.perCall(run));
    }
    assertThat((double) score.right() / (score.right() + score.wrong())).isGreaterThan(0.93);
  }

  private static List<LabelledRun> labelled() throws IOException {
    return LabelledRun.read(SharedData.file("labelled_loops.jsonl.gz"));
  }

  private static List<LabelledRun> clean() throws IOException {
    return LabelledRun.read(SharedData.file("clean_runs.jsonl.gz"));
  }

  /// How often one tool was called in a row at most, for each recorded session.
  private static Collection<Integer> longestRows() throws IOException {
    Map<String, String> tools = new HashMap<>();
    Map<String, Integer> rows = new HashMap<>();
    Map<String, Integer> longest = new HashMap<>();
    try (InputStream in = Files.newInputStream(SharedData.file("sessions.jsonl.gz"))) {
      Billed.activities(SessionRecording.ofTenants(in))
          .forEach(activity -> {
            String session = activity.agent().tenant();
            longest.putIfAbsent(session, 0);
            if (activity.event() instanceof ToolFinished finished) {
              boolean same = finished.tool().equals(tools.put(session, finished.tool()));
              int row = rows.merge(session, 1, (before, one) -> same ? before + one : one);
              longest.merge(session, row, Math::max);
            }
          });
    }
    return longest.values();
  }
}
