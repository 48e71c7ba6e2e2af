package watchbill.cli.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/// Whether every query of every panel gives something.
public final class PanelCheck {
  /// Some of what the demo tells is told only now.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// There only while the demo's provider is out, which may be over when it is looked for.
  private static final Set<String> PASSING = Set.of("watchbill-fleet: Incidents");

  private PanelCheck() {}

  /// Asks all queries: of the demo alone, which lacks what is declared, and what is declared with
  /// what is made up.
  public static void everyPanelHasData(WatchedDemo watched)
      throws IOException, InterruptedException {
    Map<String, Source> lacking = Lacking.panels();
    Map<String, PanelFile> panels = panels();
    Set<String> empty = empty(watched, panels, panels.keySet(), WatchedDemo.DEMO);
    Set<String> late = new TreeSet<>(empty);
    late.removeAll(lacking.keySet());
    late.removeAll(PASSING);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(empty(watched, panels, late, WatchedDemo.DEMO))
                .as("panels without data in the demo that lacking.txt does not name")
                .isEmpty());
    Set<String> unneeded = new TreeSet<>(lacking.keySet());
    unneeded.removeAll(empty);
    unneeded.removeIf(name -> lacking.get(name) == Source.ENDED_SESSIONS);
    assertThat(unneeded).as("panels with data that lacking.txt names").isEmpty();
    assertThat(empty(watched, panels, lacking.keySet(), WatchedDemo.ALL))
        .as("panels without data in the demo and in what is made up")
        .isEmpty();
    lacking.forEach((name, source) ->
        assertThat(source.families())
            .as("%s asks for what %s gives", name, source)
            .anyMatch(family ->
                panel(panels, name).json().path("targets").toString().contains(family.name())));
  }

  /// The panels of all boards, by `board: title`.
  private static Map<String, PanelFile> panels() throws IOException {
    Map<String, PanelFile> panels = new TreeMap<>();
    for (BoardFile board : BoardFile.all()) {
      for (PanelFile panel : board.panels()) {
        if (!panel.queries().isEmpty()) {
          panels.put(board.uid() + ": " + panel.title(), panel);
        }
      }
    }
    return panels;
  }

  private static PanelFile panel(Map<String, PanelFile> panels, String name) {
    return Objects.requireNonNull(panels.get(name), () -> "no board has the panel " + name);
  }

  private static Set<String> empty(
      WatchedDemo watched, Map<String, PanelFile> panels, Set<String> asked, String cluster)
      throws IOException, InterruptedException {
    Set<String> empty = new TreeSet<>();
    for (String name : asked) {
      if (!watched.answers(panel(panels, name), cluster)) {
        empty.add(name);
      }
    }
    return empty;
  }
}
