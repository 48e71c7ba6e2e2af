package watchbill.benchmarks.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Family;

/// A scrape of a large fleet, made of one of a small fleet: each agent, with its pods, claims and
/// nodes, is there many times under other names. Holds only what the rules ask for; of that, what
/// the small fleet does not have is made up: a 0 for each agent, or node, or for some others.
final class FleetPage {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern OWN =
      Pattern.compile("(?<=[{,])(agent|pod|claim|node|owner)=\"((?:[^\"\\\\]|\\\\.)+)\"");
  private static final Pattern STUCK =
      Pattern.compile("(?m)^(" + ActivityFamilies.STUCK.name() + "\\{.*}) 0$");
  private static final int NODES = 500;
  private static final int OTHERS = 10;

  private final Set<String> asked;
  private final int copies;

  /// @param rules the text of the rule file, for the names in it
  FleetPage(String rules, int copies) {
    this.asked = NAME.matcher(rules).results().map(MatchResult::group).collect(Collectors.toSet());
    this.copies = copies;
  }

  /// The page.
  ///
  /// @param agents how many agents `small` has
  String of(String small, int agents) {
    var page = new StringBuilder(64 << 20);
    Set<String> have = new HashSet<>();
    for (String line : small.lines().toList()) {
      int end = line.indexOf(line.contains("{") ? '{' : ' ');
      if (!line.startsWith("#") && asked.contains(line.substring(0, end))) {
        have.add(line.substring(0, end));
        copy(line, page);
      }
    }
    for (Family<?> family : Catalogue.all()) {
      if (asked.contains(family.name()) && !have.contains(family.name())) {
        makeUp(family, agents * copies, page);
      }
    }
    return page.toString();
  }

  /// The page, with every agent stuck for all causes that it can be stuck for.
  static String stuck(String page) {
    return STUCK.matcher(page).replaceAll("$1 1");
  }

  private void copy(String line, StringBuilder page) {
    boolean own = OWN.matcher(line).find();
    for (int copy = 0; copy < (own ? copies : 1); copy++) {
      String suffix = "-" + copy;
      page.append(own ? OWN.matcher(line).replaceAll("$1=\"$2" + suffix + "\"") : line)
          .append('\n');
    }
  }

  private static void makeUp(Family<?> family, int agents, StringBuilder page) {
    List<String> labels = family.labels().names();
    int series = labels.contains("agent") ? agents : labels.contains("node") ? NODES : OTHERS;
    for (int i = 0; i < series; i++) {
      int number = i;
      page.append(family.name())
          .append(
              labels.stream()
                  .map(label -> label + "=\"" + value(label, number) + "\"")
                  .collect(Collectors.joining(",", "{", "} 0\n")));
    }
  }

  private static String value(String label, int number) {
    return switch (label) {
      case "tenant" -> "tenant-" + number % 40;
      case "role" -> "role-" + number % 4;
      case "namespace" -> "agents-" + number % 40;
      default -> String.format(Locale.ROOT, "%s-%05d", label, number);
    };
  }

  /// The names that the rules ask for and that a scrape can have.
  List<String> families() {
    return Catalogue.all().stream().map(Family::name).filter(asked::contains).toList();
  }
}
