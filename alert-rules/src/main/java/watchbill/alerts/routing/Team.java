package watchbill.alerts.routing;

import java.util.List;

/// Those who are told of what is theirs.
///
/// @param name lower-case letters, digits and `-`
/// @param tenants whose agents they run
/// @param pages how they are woken
/// @param tickets how they hear of what can wait
public record Team(String name, List<String> tenants, List<Channel> pages, List<Channel> tickets) {
  public Team {
    tenants = List.copyOf(tenants);
    pages = List.copyOf(pages);
    tickets = List.copyOf(tickets);
    name = checkedName(name);
    if (pages.isEmpty() || tickets.isEmpty()) {
      throw new IllegalArgumentException(name + ": want a channel for pages and for tickets");
    }
  }

  /// The name, when a team may have it.
  public static String checkedName(String name) {
    if (!name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "team: want a name of lower-case letters, digits and -, have " + name);
    }
    return name;
  }
}
