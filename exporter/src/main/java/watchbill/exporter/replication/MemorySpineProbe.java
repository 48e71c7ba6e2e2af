package watchbill.exporter.replication;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.access.Access;
import watchbill.connectors.spine.SpineAnswer;
import watchbill.connectors.spine.SpineClient;
import watchbill.connectors.spine.SpineReading;

/// Looks at the nodes of a memory store: what each says of itself, what its leader says of the
/// others, and if that is wanted what a canary measures.
public final class MemorySpineProbe implements StoreProbe {
  private final List<Access> nodes;
  private final int metricsPort;
  private final OptionalInt wanted;
  private final SpineClient client;
  private final @Nullable Canary canary;

  /// A probe of these nodes.
  ///
  /// @param metricsPort where each serves its metrics page; 0 when it has none
  /// @param clock gives the time of a canary
  public MemorySpineProbe(
      List<Access> nodes,
      int metricsPort,
      OptionalInt wanted,
      Optional<CanaryConfig> canary,
      InstantSource clock) {
    this.nodes = List.copyOf(nodes);
    this.metricsPort = metricsPort;
    this.wanted = wanted;
    this.client =
        new SpineClient(
            nodes.stream().map(Access::patience).findFirst().orElse(Duration.ofSeconds(1)));
    this.canary = canary.map(config -> new Canary(client, config, clock)).orElse(null);
  }

  @Override
  public StoreReport look(long nowMillis) throws IOException, InterruptedException {
    Map<Access, SpineAnswer> said = new LinkedHashMap<>();
    Unanswered unanswered = new Unanswered();
    for (Access node : nodes) {
      try {
        said.put(node, answer(node));
      } catch (IOException e) {
        unanswered.add(e);
      }
    }
    unanswered.throwIfAll(nodes.size());
    List<Access> leaders =
        said.keySet().stream().filter(node -> leads(said.get(node)).orElse(false)).toList();
    SpineView view = new SpineView(said, leaders.size() == 1 ? leaders.getFirst() : null);
    Map<Access, Double> measured = measured(said, leaders);
    List<Replica> replicas = new ArrayList<>();
    for (Access node : nodes) {
      Replica replica = view.replica(node, nowMillis);
      @Nullable Double lag = measured.get(node);
      replicas.add(lag == null ? replica : replica.lag(LagMethod.CANARY, lag));
    }
    OptionalInt factor = wanted.isPresent() ? wanted : whole(view.replicationFactor());
    return StoreReport.of(
        replicas, OptionalInt.of(leaders.size()), whole(view.inSync(replicas)), factor);
  }

  private Map<Access, Double> measured(Map<Access, SpineAnswer> said, List<Access> leaders)
      throws InterruptedException {
    if (canary == null || leaders.size() != 1) {
      return Map.of();
    }
    List<Access> followers = new ArrayList<>(said.keySet());
    followers.remove(leaders.getFirst());
    return canary.measure(leaders.getFirst(), followers);
  }

  /// Reads both pages. A page that is missing or makes no sense leaves unknown what it would say; a
  /// node with neither has not answered.
  private SpineAnswer answer(Access node) throws IOException, InterruptedException {
    SpineReading reading = new SpineReading();
    boolean metrics = metricsPort > 0 && addMetrics(node, reading);
    try {
      SpineClient.Reply health = client.ask(node, node.address().port(), "GET", "/health", "");
      if (!health.ok() && !metrics) {
        throw new IOException(node.address() + ": want health, have HTTP " + health.status());
      }
      addHealth(health, reading);
    } catch (IOException e) {
      if (!metrics) {
        throw e;
      }
    }
    return reading.answer();
  }

  private boolean addMetrics(Access node, SpineReading reading) throws InterruptedException {
    try {
      SpineClient.Reply page = client.ask(node, metricsPort, "GET", "/metrics", "");
      if (page.ok()) {
        reading.addMetrics(page.text());
      }
      return page.ok();
    } catch (IOException _) {
      return false;
    }
  }

  private static void addHealth(SpineClient.Reply health, SpineReading reading) {
    try {
      reading.addHealth(health.text());
    } catch (IOException _) { // it answers, and says nothing that we understand
      return;
    }
  }

  private static Optional<Boolean> leads(@Nullable SpineAnswer answer) {
    return answer == null ? Optional.empty() : answer.leader();
  }

  private static OptionalInt whole(OptionalLong number) {
    return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number.getAsLong());
  }

  @Override
  public void close() {
    client.close();
  }
}
