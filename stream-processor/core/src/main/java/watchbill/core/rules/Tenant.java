package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.time.Outages;

/// The agents of one tenant in a fleet. Owned by its [Fleet].
final class Tenant {
  final String name;

  /// The numbers of its agents.
  final List<Integer> agents = new ArrayList<>();

  final Outages outages;
  final Outages deafness;
  final Incidents incidents;

  Tenant(String name, Outages outages, Outages deafness, FleetOptions options) {
    this.name = name;
    this.outages = outages;
    this.deafness = deafness;
    this.incidents = new Incidents(name, options);
  }

  /// Takes an agent in.
  void join(int number, AgentState agent) {
    agents.add(number);
    agent.outages = outages;
    agent.deafness = deafness;
    incidents.update(agent);
  }
}
