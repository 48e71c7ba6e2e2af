package watchbill.cli.explain;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.http.AcceptedItem;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.core.AgentKey;

/// One agent's timeline, at `/api/v1/agents/{tenant}/{agent}/timeline`, or without the tenant where
/// only one has an agent of that name: JSON, or text for who asks for it. The query `since=1h`
/// leaves out what ended before.
public final class TimelineAnswer implements Answer {
  /// What a line about an unknown agent begins with.
  private static final String UNKNOWN = "want an agent that is known";

  private static final List<String> PREFIX = List.of("api", "v1", "agents");
  private static final int LISTED = 5;

  private final Supplier<Journal> journals;
  private final InstantSource clock;

  /// The answer from the journal that is the present one when somebody asks.
  ///
  /// @param clock tells now: how long calls in flight have taken, and what `since` counts from
  public TimelineAnswer(Supplier<Journal> journals, InstantSource clock) {
    this.journals = journals;
    this.clock = clock;
  }

  /// A line of a refusal with the address at which it was given.
  public static String at(String address, String line) {
    return line.startsWith(UNKNOWN)
        ? UNKNOWN + " at " + address + line.substring(UNKNOWN.length())
        : line;
  }

  @Override
  public Response to(Request request) {
    List<String> names = request.names();
    int last = names.size() - 1;
    if (last < PREFIX.size() + 1
        || last > PREFIX.size() + 2
        || !names.subList(0, PREFIX.size()).equals(PREFIX)
        || !names.get(last).equals("timeline")) {
      return Response.text(
          404, "want /api/v1/agents/TENANT/AGENT/timeline, have " + line(request.path()));
    }
    String since = request.parameter("since");
    Optional<Duration> length = since.isEmpty() ? Optional.empty() : DurationText.parse(since);
    if (!since.isEmpty() && length.isEmpty()) {
      return Response.text(400, "since: want a duration such as 1h, have " + line(since));
    }
    List<String> written = names.subList(PREFIX.size(), last);
    Journal journal = journals.get();
    List<AgentKey> meant = meant(written, journal);
    if (meant.size() > 1) {
      return ambiguous(written.getFirst(), meant);
    }
    Picture picture = meant.isEmpty() ? null : journal.picture(meant.getFirst());
    if (picture == null) {
      return unknown(String.join("/", written), journal);
    }
    long now = clock.millis();
    long from = length.map(back -> now - back.toMillis()).orElse(Long.MIN_VALUE);
    return wantsText(request)
        ? Response.text(200, String.join("\n", new TimelineText(picture, now, from).lines()))
        : Response.of(200, "application/json", new TimelineJson(picture, now, from).bytes());
  }

  private static List<AgentKey> meant(List<String> written, Journal journal) {
    if (written.stream().anyMatch(String::isEmpty)) {
      return List.of();
    }
    return written.size() == 2
        ? List.of(new AgentKey(written.getFirst(), written.getLast()))
        : new Known(journal.agents()).named(written.getFirst());
  }

  private static Response unknown(String written, Journal journal) {
    List<String> near = new Known(journal.agents()).near(written);
    return Response.text(
        404,
        UNKNOWN
            + ", have "
            + line(written)
            + (near.isEmpty() ? "" : "; near: " + line(String.join(", ", near)))
            + (journal.isFull() ? "; there are more agents than are kept" : ""));
  }

  private static Response ambiguous(String written, List<AgentKey> meant) {
    String some =
        meant.stream().limit(LISTED).map(AgentKey::toString).collect(Collectors.joining(", "));
    String more = meant.size() > LISTED ? " and %d more".formatted(meant.size() - LISTED) : "";
    return Response.text(
        409, "want a tenant, too, have " + line(written) + ": there are " + line(some) + more);
  }

  private static boolean wantsText(Request request) {
    return AcceptedItem.listOf(request.header("Accept")).stream()
        .anyMatch(item -> item.name().equals("text/plain") && item.quality() > 0);
  }

  private static String line(String text) {
    String printable = Printable.of(text);
    return printable.length() > 200 ? printable.substring(0, 200) + "…" : printable;
  }
}
