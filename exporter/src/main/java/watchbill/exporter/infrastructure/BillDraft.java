package watchbill.exporter.infrastructure;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.core.money.PicoUsd;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.NodeLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.ResourceLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.UnpricedLabels;

/// A bill that is being written. For one thread.
final class BillDraft {
  private static final AgentLabels NOBODY = new AgentLabels("", "", "");

  private final Set<Resource> known = EnumSet.noneOf(Resource.class);
  private final Map<ResourceLabels, Long> shares = new HashMap<>();
  private final Map<UnpricedLabels, Long> unpriced = new HashMap<>();
  private final Map<NodeLabels, Long> idleGpus = new HashMap<>();
  private final Map<AgentLabels, Bill.Comparison> compared = new HashMap<>();
  private final Map<AgentLabels, Long> actual = new HashMap<>();
  private final Set<AgentLabels> incomplete = new HashSet<>();

  /// Everything is known that the price of this resource needs.
  void know(Resource resource) {
    known.add(resource);
    add(resource, Use.OTHER, 0);
    add(resource, Use.IDLE, 0);
    if (resource != Resource.VOLUME) {
      add(resource, Use.RESERVED, 0);
    }
  }

  boolean knows(Resource resource) {
    return known.contains(resource);
  }

  /// A share that an agent holds, or somebody who is none.
  void hold(Resource resource, @Nullable AgentLabels agent, long price) {
    if (agent == null) {
      add(resource, Use.OTHER, price);
    } else {
      actual.merge(agent, price, PicoUsd::plus);
      add(agent, resource, Use.AGENTS, price);
    }
  }

  /// A share that no agent holds.
  void add(Resource resource, Use use, long price) {
    add(NOBODY, resource, use, price);
  }

  private void add(AgentLabels agent, Resource resource, Use use, long price) {
    shares.merge(
        new ResourceLabels(
            agent.tenant(), agent.agent(), agent.role(), resource.text(), use.text()),
        price,
        PicoUsd::plus);
  }

  /// So much of it has no rate.
  void unpriced(Resource resource, long count) {
    unpriced.merge(new UnpricedLabels(resource.text()), count, Long::sum);
  }

  /// A part of what this agent costs is unknown.
  void incomplete(@Nullable AgentLabels agent) {
    if (agent != null) {
      incomplete.add(agent);
    }
  }

  void idleGpus(String node, long price) {
    idleGpus.put(new NodeLabels("", "", "", node), price);
  }

  /// An agent's work as a stateless service; once everything that it holds is in the draft.
  void compare(AgentLabels agent, long stateless) {
    if (!incomplete.contains(agent)) {
      compared.put(agent, new Bill.Comparison(actual.getOrDefault(agent, 0L), stateless));
    }
  }

  Bill finish() {
    return new Bill(known, shares, unpriced, idleGpus, compared);
  }
}
