package watchbill.cli.page;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import watchbill.cli.explain.AgentsAnswer;
import watchbill.cli.explain.Journal;
import watchbill.cli.explain.TimelineAnswer;
import watchbill.connectors.http.Route;
import watchbill.exporter.Page;

/// All that is answered about agents to people and their programs.
public final class FleetPages {
  private static final int AT_ONCE = 4;
  private static final int FILES_AT_ONCE = 16;

  private FleetPages() {}

  /// The pages of a fleet.
  ///
  /// @param journals gives the journal that is the present one
  public static List<Page> of(Supplier<Journal> journals, PageParts parts, InstantSource clock) {
    StaticFiles files = new StaticFiles();
    FleetLook look = new FleetLook(journals, parts, clock, System::nanoTime);
    return List.of(
        new Page(new Route("/", FILES_AT_ONCE, files), "the fleet, live"),
        new Page(new Route("/assets/*", FILES_AT_ONCE, files), ""),
        new Page(new Route("/api/v1/fleet", AT_ONCE, new FleetAnswer(look)), "the same as JSON"),
        new Page(
            new Route("/api/v1/agents", AT_ONCE, new AgentsAnswer(journals, clock)),
            "all agents, what they are doing, and since when"),
        new Page(new Route("/api/v1/agents/*", AT_ONCE, new TimelineAnswer(journals, clock)), ""));
  }
}
