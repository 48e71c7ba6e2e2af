package watchbill.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.money.PicoUsd;

/// A picture for a person: how the agent stands, and then its timeline, newest last.
final class TimelineText {
  private final Picture picture;
  private final long nowMillis;
  private final long fromMillis;
  private final List<String> lines = new ArrayList<>();

  /// @param fromMillis entries that ended before are left out
  TimelineText(Picture picture, long nowMillis, long fromMillis) {
    this.picture = picture;
    this.nowMillis = nowMillis;
    this.fromMillis = fromMillis;
  }

  /// The lines, none of which holds what a terminal would take as an order.
  List<String> lines() {
    lines.clear();
    headline();
    Charge charge = picture.charge();
    if (charge != null) {
      charge(charge);
    }
    if (picture.incident() != null) {
      field("incident", incident(picture.incident()));
    }
    spend();
    if (charge != null) {
      field("do next", Words.of(charge.cause().remedy()));
    }
    lines.add("");
    entries();
    return lines.stream().map(Printable::of).toList();
  }

  private void headline() {
    StringBuilder line = new StringBuilder(picture.agent().toString());
    if (!picture.role().isEmpty()) {
      line.append(" (").append(picture.role()).append(')');
    }
    if (!picture.parent().isEmpty()) {
      line.append(", works for ").append(picture.parent()).append(',');
    }
    Charge charge = picture.charge();
    if (charge != null) {
      line.append(charge.stuck() ? " is STUCK" : " is SUSPECT")
          .append(since(charge.sinceMillis(), charge.remembered()))
          .append(": ")
          .append(Words.of(charge.cause()));
    } else if (picture.activity() != null) {
      line.append(" is ")
          .append(Words.of(picture.activity()))
          .append(since(picture.activitySinceMillis(), picture.activityRemembered()));
    } else {
      line.append(": nothing is known of what it does");
    }
    lines.add(line.toString());
  }

  private String since(long millis, boolean remembered) {
    return remembered
        ? " since before " + Words.moment(millis)
        : " since %s, for %s".formatted(Words.moment(millis), Words.length(nowMillis - millis));
  }

  private void charge(Charge charge) {
    Evidence evidence = charge.evidence();
    field("evidence", evidence.text());
    field("rules", evidence.rules().stream().map(Words::of).collect(Collectors.joining(", ")));
    if (!evidence.calls().isEmpty()) {
      field(
          "calls",
          evidence.calls().stream().map(TimelineText::print).collect(Collectors.joining(", ")));
    }
    if (!evidence.cluster().isEmpty()) {
      field("cluster", evidence.cluster());
    }
  }

  private static String print(Evidence.CallPrint call) {
    return "%s %s>%s %s"
        .formatted(call.tool(), hash(call.args()), hash(call.result()), Words.of(call.outcome()));
  }

  private static String hash(long print) {
    return print == 0 ? "?" : String.format(Locale.ROOT, "%016x", print).substring(0, 6);
  }

  private String incident(Signal.IncidentBegan began) {
    return "%s since %s: %d of %d agents of %s at work came to a stop together"
        .formatted(
            Words.of(began.cause()),
            Words.moment(began.atMillis()),
            began.silent(),
            began.atWork(),
            picture.agent().tenant());
  }

  private void spend() {
    String since =
        picture.progressAtMillis() == 0
            ? "without any progress so far"
            : "since its last progress at " + Words.moment(picture.progressAtMillis());
    field(
        "spend",
        "%s, %s %s; today %s, %s"
            .formatted(
                Words.dollars(picture.picoUsdSinceProgress()),
                Words.count(picture.tokensSinceProgress(), "token"),
                since,
                Words.dollars(picture.standing().day().picoUsd()),
                Words.count(picture.standing().day().tokens(), "token")));
  }

  private void field(String name, String text) {
    lines.add("  %-9s  %s".formatted(name, text));
  }

  private void entries() {
    long spent = 0;
    int older = 0;
    String day = "";
    Entry.Call before = null;
    List<String> rows = new ArrayList<>();
    for (Entry entry : picture.entries()) {
      if (entry instanceof Entry.Spent one) {
        spent = PicoUsd.plus(spent, one.picoUsd());
      }
      boolean inFlight = entry instanceof Entry.Call call && picture.isInFlight(call);
      if (inFlight || entry.endedMillis() >= fromMillis) {
        if (!day.equals(Words.day(entry.atMillis()))) {
          day = Words.day(entry.atMillis());
          rows.add("  " + day);
        }
        rows.add(row(entry, before, inFlight, spent));
      } else {
        older++;
      }
      before = entry instanceof Entry.Call call ? call : before;
    }
    lines.add("  time (UTC)    spent     what " + kept(older));
    lines.addAll(rows);
  }

  private String row(Entry entry, Entry.@Nullable Call before, boolean inFlight, long spentSoFar) {
    Row row = Row.of(entry, before, inFlight, nowMillis);
    String kind = row.kind();
    boolean loud = kind.equals("stuck") || kind.equals("suspect");
    return "  %s  %-8s  %-8s %s"
        .formatted(
            Words.time(entry.atMillis()),
            Words.dollars(spentSoFar),
            loud ? kind.toUpperCase(Locale.ROOT) : kind,
            row.text());
  }

  private String kept(int older) {
    StringBuilder text = new StringBuilder("(");
    if (picture.knownSinceMillis() == 0) {
      text.append("the agent itself was not heard");
    } else {
      text.append("kept since ").append(Words.moment(picture.knownSinceMillis()));
    }
    if (older > 0) {
      text.append("; ").append(Words.count(older, "older line")).append(" not shown");
    }
    return text.append(')').toString();
  }
}
