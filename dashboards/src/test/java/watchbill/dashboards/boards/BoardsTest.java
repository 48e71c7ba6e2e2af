package watchbill.dashboards.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.dashboards.Board;
import watchbill.dashboards.Panel;
import watchbill.metrics.generated.GeneratedFile;

final class BoardsTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));

  static List<GeneratedFile> files() {
    return Boards.all();
  }

  static List<Board> boards() {
    return Boards.ALL;
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTheCommittedOnes(GeneratedFile file) throws IOException {
    Path committed = ROOT.resolve(file.path());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, file.text());
    }
    assertThat(file.text()).isEqualTo(Files.readString(committed));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void sayWhatEachPanelShows(Board board) {
    List<Panel> panels = board.rows().stream().flatMap(row -> row.panels().stream()).toList();
    assertThat(panels).extracting(Panel::title).doesNotHaveDuplicates();
    assertThat(panels).allSatisfy(panel -> assertThat(panel.description()).endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void useAllTheirVariables(Board board) {
    assertThat(board.variables())
        .allSatisfy(variable ->
            assertThat(board.rows())
                .flatExtracting(row -> row.panels())
                .flatExtracting(panel -> panel.targets())
                .anyMatch(target -> target.toString().contains("\"$" + variable.name() + "\"")));
  }
}
