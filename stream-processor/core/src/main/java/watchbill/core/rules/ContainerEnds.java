package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import watchbill.core.ClusterFact.OomKill;
import watchbill.core.StuckCause;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How one container of an agent's pods has ended lately. Mutable; owned by its [AgentState]. Times
/// are those at which facts were heard, but for `endedAtMillis`.
final class ContainerEnds {
  final String pod;
  final String container;

  /// When it ended last, by the cluster's clock: an end that is not later was told before.
  long endedAtMillis;

  /// When it failed, oldest first; as many as make a crash loop.
  final List<Long> failures = new ArrayList<>();

  /// What the kernel's memory killer had to do with its last failure.
  OomKill memory = OomKill.NONE;

  /// Since when Kubernetes holds it back because it keeps crashing; 0 when it does not.
  long heldBackSinceMillis;

  /// When that was told last.
  long heldBackToldMillis;

  ContainerEnds(String pod, String container) {
    this.pod = pod;
    this.container = container;
  }

  /// What its failures are to its agent. A kill of some other process in it, or one that is only
  /// suspected, is evidence and no cause.
  StuckCause cause() {
    return memory == OomKill.MAIN ? StuckCause.OOM_KILLED : StuckCause.CRASH_LOOP;
  }

  void save(StateOutput out) {
    out.text(pod);
    out.text(container);
    out.number(endedAtMillis);
    out.number(failures.size());
    failures.forEach(out::number);
    out.name(memory);
    out.number(heldBackSinceMillis);
    out.number(heldBackToldMillis);
  }

  static ContainerEnds restore(StateInput in) {
    ContainerEnds ends = new ContainerEnds(in.text(), in.text());
    ends.endedAtMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      ends.failures.add(in.number());
    }
    ends.memory = Objects.requireNonNull(in.name(OomKill.class));
    ends.heldBackSinceMillis = in.number();
    ends.heldBackToldMillis = in.number();
    return ends;
  }
}
