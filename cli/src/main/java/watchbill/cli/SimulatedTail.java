package watchbill.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.connectors.nats.StreamIdentity;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;
import watchbill.core.Activity;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.SimulatedContainer;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.SimulatedPod;
import watchbill.sources.nats.Tail;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;

/// Plays a simulated fleet in real time as the stream and the cluster that a real one would be: its
/// events come as the bytes of messages, its pods as a watch tells of them.
final class SimulatedTail implements Tail {
  static final String STREAM = "DEMO";

  /// How often it promises that nothing more came.
  private static final long PROMISE_MILLIS = 200;

  private final Simulation simulation;
  private final long startMillis;
  private final InstantSource clock;
  private final WatchListener<PodView> pods;
  private final Consumer<PlantedStory> told;
  private final EventWriter writer = new EventWriter();
  private final StreamIdentity identity;
  private long sequence;

  /// A tail of a fleet that starts at `startMillis` by this clock.
  ///
  /// @param told hears of each planted trouble when it begins
  SimulatedTail(
      Simulation simulation,
      long startMillis,
      InstantSource clock,
      WatchListener<PodView> pods,
      Consumer<PlantedStory> told) {
    this.simulation = simulation;
    this.startMillis = startMillis;
    this.clock = clock;
    this.pods = pods;
    this.told = told;
    this.identity = new StreamIdentity(STREAM, startMillis);
  }

  @Override
  public TailItem next(Duration patience) throws InterruptedException {
    while (true) {
      long now = clock.millis();
      long due =
          simulation.hasNext() ? startMillis + simulation.nextMillis() : now + PROMISE_MILLIS;
      if (due > now) {
        TimeUnit.MILLISECONDS.sleep(Math.min(due - now, PROMISE_MILLIS));
        return new TailItem.CaughtUp(
            Math.min(due, clock.millis()), new StreamPosition(identity, sequence, now));
      }
      switch (simulation.next()) {
        case SimulatedItem.AgentSpoke spoken -> {
          return message(spoken.activity(), startMillis + spoken.afterMillis());
        }
        case SimulatedItem.PodChanged changed -> pods.onUpsert(view(changed.pod()), now);
        case SimulatedItem.TroubleBegan began -> told.accept(began.story());
        // What the cluster says is read from the pods, as from a real one.
        case SimulatedItem.ClusterSpoke _, SimulatedItem.TroubleEnded _ -> {}
      }
    }
  }

  private TailItem message(Activity activity, long heardAtMillis) {
    String subject =
        "agents." + activity.agent().tenant() + "." + activity.agent().agent() + ".activity";
    byte[] event = writer.write(activity.id(), EventSource.of(activity.agent()), activity.event());
    sequence++;
    return new TailItem.Message(
        subject, event, new StreamPosition(identity, sequence, heardAtMillis), 0);
  }

  static PodView view(SimulatedPod pod) {
    return new PodView(
        pod.namespace() + "/" + pod.name(),
        "",
        pod.namespace(),
        pod.name(),
        pod.node(),
        new Owner("StatefulSet", pod.owner()),
        pod.createdAtMillis(),
        -1,
        PodPhase.RUNNING,
        pod.ready(),
        -1,
        Map.copyOf(pod.labels()),
        List.of(view(pod.container(), pod.ready())),
        DemoCluster.needs(pod.name()));
  }

  private static ContainerView view(SimulatedContainer container, boolean ready) {
    Termination last =
        container.lastEndReason().isEmpty()
            ? null
            : new Termination(
                "run-" + container.lastEndMillis(),
                container.lastEndReason(),
                container.lastExitCode(),
                container.lastEndMillis());
    ContainerState state =
        container.waitingReason().isEmpty()
            ? new ContainerState.Running(-1)
            : new ContainerState.Waiting(container.waitingReason());
    return new ContainerView(
        container.name(), ContainerKind.MAIN, container.restarts(), ready, state, last);
  }
}
