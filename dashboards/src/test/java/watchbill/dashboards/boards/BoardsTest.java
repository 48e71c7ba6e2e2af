package watchbill.dashboards.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.dashboards.Board;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Target;
import watchbill.dashboards.Variable;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.generated.GeneratedFile;

final class BoardsTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));

  private static final Pattern CHOICE = Pattern.compile("\"\\$([a-z]+)\"");

  /// A family's name, and its matchers.
  private static final Pattern SELECTOR =
      Pattern.compile(
          Catalogue.all().stream()
              .map(family -> family.name())
              .collect(
                  Collectors.joining("|", "\\b(?:", ")(?:_bucket|_sum|_count)?\\b(\\{[^}]*}|)")));

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
    List<Panel> panels = board.panels();
    assertThat(panels).extracting(Panel::title).doesNotHaveDuplicates();
    assertThat(panels).allSatisfy(panel -> assertThat(panel.description()).endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void useAllTheirVariables(Board board) {
    assertThat(board.variables())
        .allSatisfy(variable ->
            assertThat(board.panels())
                .flatExtracting(panel -> panel.targets())
                .anyMatch(target -> target.toString().contains("\"$" + variable.name() + "\"")));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void askOnlyForWhatCanBeChosen(Board board) {
    List<String> variables = board.variables().stream().map(Variable::name).toList();
    assertThat(variables).contains("cluster").doesNotHaveDuplicates();
    assertThat(queries(board))
        .flatMap(query ->
            CHOICE.matcher(query).results().map(found -> found.group(1)).distinct().toList())
        .isSubsetOf(variables);
  }

  @ParameterizedTest
  @MethodSource("boards")
  void askForTheChosenClusterOnly(Board board) {
    assertThat(queries(board))
        .allSatisfy(query ->
            assertThat(SELECTOR.matcher(query).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(matchers -> assertThat(matchers).contains("cluster=~\"$cluster\"")));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void areFoundByTheirName(Board board) {
    assertThat(Boards.ALL).filteredOn(other -> other.name() == board.name()).containsOnly(board);
  }

  private static Stream<String> queries(Board board) {
    return Stream.concat(
        board.panels().stream().flatMap(panel -> panel.targets().stream()).map(Target::expression),
        board.annotations().stream().map(annotation -> annotation.query().text()));
  }
}
