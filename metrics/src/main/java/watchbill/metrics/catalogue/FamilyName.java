package watchbill.metrics.catalogue;

import java.util.Set;
import java.util.regex.Pattern;

/// The rules for the names of our own families: a prefix of ours, the base unit at the end, and
/// `_total` for counters only. Another exporter's names are what they are.
final class FamilyName {
  private static final Pattern OURS =
      Pattern.compile("(agent|replication|watchbill|memory_spine)(_[a-z0-9]+)+");
  private static final Pattern VALID = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  /// Names that users of the guides already have in their rules; they keep them
  /// (`docs/metrics.md`), whatever their unit.
  private static final Set<String> HISTORIC =
      Set.of("agent_tokens_consumed_total", "agent_daily_token_budget");

  private FamilyName() {}

  static void check(String name, Unit unit, String help, Origin origin, boolean counter) {
    if (help.isBlank() || help.indexOf('\n') >= 0 || origin.text().isBlank()) {
      throw new IllegalArgumentException(name + ": want one line of help and an origin");
    }
    switch (origin) {
      case Origin.Foreign _ -> want(VALID.matcher(name).matches(), name, "a valid name");
      case Origin.Ours _ -> checkOurs(name, unit, counter);
    }
  }

  private static void checkOurs(String name, Unit unit, boolean counter) {
    want(OURS.matcher(name).matches(), name, "a prefix of ours and lower snake case");
    want(name.endsWith("_total") == counter, name, "_total for counters, and for them only");
    if (HISTORIC.contains(name)) {
      return;
    }
    String base = counter ? name.substring(0, name.length() - "_total".length()) : name;
    if (unit == Unit.NONE) {
      for (Unit other : Unit.values()) {
        want(
            other == Unit.NONE || !endsIn(base, other),
            name,
            "no unit at its end, since it has none");
      }
    } else {
      want(endsIn(base, unit), name, "_" + unit.suffix() + " at its end");
    }
  }

  private static boolean endsIn(String base, Unit unit) {
    return base.endsWith("_" + unit.suffix());
  }

  private static void want(boolean holds, String name, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("family name: want " + wanted + ", have " + name);
    }
  }
}
