package watchbill.cli.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

/// Whether every query of every panel gives something.
public final class PanelCheck {
  private PanelCheck() {}

  /// Asks all queries: of the demo alone, which lacks what is declared, and with what is made up.
  public static void everyPanelHasData(WatchedDemo watched)
      throws IOException, InterruptedException {
    Map<String, Source> lacking = Lacking.panels();
    assertThat(watched.empty(WatchedDemo.DEMO))
        .as("panels without data in the demo, against lacking.txt")
        .containsExactlyInAnyOrderElementsOf(lacking.keySet());
    assertThat(watched.empty(WatchedDemo.ALL)).as("panels without data in all").isEmpty();
    for (BoardFile board : BoardFile.all()) {
      for (PanelFile panel : board.panels()) {
        Source source = lacking.get(board.uid() + ": " + panel.title());
        if (source != null) {
          assertThat(source.families())
              .as("%s: %s asks for what %s gives", board.uid(), panel.title(), source)
              .anyMatch(family -> panel.json().path("targets").toString().contains(family.name()));
        }
      }
    }
  }
}
