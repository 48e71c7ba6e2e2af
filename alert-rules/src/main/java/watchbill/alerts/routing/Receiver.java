package watchbill.alerts.routing;

import java.util.List;
import watchbill.alerts.Severity;

/// A name for some channels, and what severity is told there.
public record Receiver(String name, Severity severity, List<Channel> channels) {
  public Receiver {
    channels = List.copyOf(channels);
  }

  /// A team's receiver of this severity.
  static Receiver of(Team team, Severity severity) {
    return new Receiver(
        name(team, severity), severity, severity == Severity.PAGE ? team.pages() : team.tickets());
  }

  static String name(Team team, Severity severity) {
    return team.name() + "-" + severity.label();
  }
}
