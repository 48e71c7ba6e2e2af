package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The example of `docs/bill.md` is true.
class BillDocumentTest {
  private static final Path PAGE = Path.of(System.getProperty("watchbill.root"), "docs/bill.md");

  @TempDir Path folder;

  @Test
  @DisabledIfEnvironmentVariable(named = "COLUMNS", matches = "[1-9].?")
  void showsTheTableThatReplayPrints() throws IOException {
    assertThat(replay("--bill", "table")).isEqualTo(block("text"));
  }

  @Test
  void showsTheJsonThatReplayPrints() throws IOException {
    assertThat(replay("--bill", "json", "--rollup", "--top", "1")).isEqualTo(block("json"));
  }

  private String replay(String... options) throws IOException {
    Path recording = folder.resolve("recording.jsonl");
    Files.writeString(recording, block("jsonl"));
    List<String> args = new ArrayList<>(List.of("replay", "--tenant", "acme"));
    args.addAll(List.of(options));
    args.add(recording.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Watchbill.run(
            args.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
    assertThat(status).as(err.toString()).isZero();
    return out.toString();
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }
}
