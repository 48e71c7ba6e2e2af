package watchbill.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchbill.cli.doctor.DoctorConfig;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.kubernetes.WatchConfig;
import watchbill.core.AgentIdentity;
import watchbill.core.rules.CallLimits;
import watchbill.core.rules.IncidentLimits;
import watchbill.core.rules.LoopLimits;
import watchbill.core.rules.TalkLimits;
import watchbill.core.rules.TaskLimits;
import watchbill.core.rules.Thresholds;
import watchbill.embedded.CheckpointPlan;
import watchbill.exporter.ExporterConfig;
import watchbill.exporter.bus.BusConfig;
import watchbill.exporter.cluster.ClusterConfig;
import watchbill.exporter.gpu.GpuConfig;
import watchbill.exporter.infrastructure.InfrastructureConfig;
import watchbill.exporter.replication.ReplicationConfig;
import watchbill.exporter.usage.UsageConfig;
import watchbill.exporter.volumes.VolumesConfig;
import watchbill.sources.intake.IntakeConfig;

/// Everything that `watchbill run`, `process` and `export` can be told. Every key has a default.
///
/// @param intake what may be posted to us over HTTP
/// @param feed how signals get from `process` to `export`
/// @param incidents from when on the silence of many agents is one incident
/// @param kubernetesEvents whether to watch the events about pods beside the pods
/// @param clusterRights whether what is of no namespace may be asked for
/// @param partitions how many threads apply events; a checkpoint keeps the number it was made with
/// @param prices the price file; absent for the prices that come with Watchbill
/// @param infrastructure how the cluster is priced; absent when no rates are given
/// @param cluster what is shown of it beside its pods
/// @param doctor where `watchbill doctor` asks
record RunConfig(
    ExporterConfig exporter,
    ActivityConfig activity,
    IntakeConfig intake,
    SignalsConfig signals,
    FeedConfig feed,
    boolean kubernetes,
    boolean kubernetesEvents,
    boolean clusterRights,
    WatchConfig pods,
    AgentIdentity agents,
    Thresholds stuck,
    IncidentLimits incidents,
    int partitions,
    CheckpointPlan checkpoint,
    Optional<Path> prices,
    SpendConfig spend,
    Optional<InfrastructureConfig> infrastructure,
    ClusterConfig cluster,
    VolumesConfig volumes,
    UsageConfig usage,
    GpuConfig gpu,
    ReplicationConfig replication,
    BusConfig bus,
    AlertingConfig alerting,
    DoctorConfig doctor) {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final int MOST_PARTITIONS = 64;
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
  private static final Duration SHORTEST_CHECKPOINT = Duration.ofMillis(50);
  private static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(10);

  /// The config of a file.
  static RunConfig read(Path file, Map<String, String> environment) {
    return of(ConfigFile.read(file), environment);
  }

  /// The config when there is no file.
  static RunConfig none(Map<String, String> environment) {
    return of(ConfigFile.none(), environment);
  }

  /// The config that this section holds.
  static RunConfig of(ConfigSection config, Map<String, String> environment) {
    ConfigSection kubernetes = config.section("kubernetes");
    ConfigSection checkpoint = config.section("checkpoint");
    ConfigSection process = config.section("process");
    ConfigSection signals = config.section("signals");
    AgentIdentity agents = agents(config.section("agents"));
    GpuConfig gpu = GpuConfig.of(config);
    RunConfig result =
        new RunConfig(
            ExporterConfig.of(config),
            ActivityConfig.of(config.section("nats"), config.section("activity"), environment),
            IntakeConfig.of(config.section("intake")),
            SignalsConfig.of(signals),
            FeedConfig.of(signals, config.section("kafka")),
            kubernetes.flag("enabled", true),
            kubernetes.flag("events", true),
            clusterRights(kubernetes),
            pods(kubernetes, agents, gpu),
            agents,
            stuck(config.section("stuck")),
            incidents(config.section("incidents")),
            partitions((int) process.number("partitions", 0, 0, MOST_PARTITIONS)),
            new CheckpointPlan(
                checkpoint.path("directory").orElseGet(() -> stateDirectory(environment)),
                checkpoint.duration(
                    "every", CHECKPOINT_EVERY, SHORTEST_CHECKPOINT, LONGEST_CHECKPOINT)),
            config.path("prices"),
            SpendConfig.of(config.section("spend")),
            InfrastructureConfig.of(config),
            ClusterConfig.of(config),
            VolumesConfig.of(config),
            UsageConfig.of(config),
            gpu,
            ReplicationConfig.of(config),
            BusConfig.of(config.section("bus")),
            AlertingConfig.of(config.section("alerting")),
            DoctorConfig.of(config.section("doctor")));
    config.refuseUnknown();
    if (!result.clusterRights()) {
      refuseWhatNeedsTheCluster(config, result);
    }
    return result;
  }

  private static boolean clusterRights(ConfigSection kubernetes) {
    boolean wanted = kubernetes.flag("clusterRights", true);
    if (!wanted && kubernetes.texts("namespaces", List.of()).isEmpty()) {
      throw kubernetes.refusal(
          "namespaces", "the namespaces that we have rights in, since clusterRights is false");
    }
    return wanted;
  }

  private static void refuseWhatNeedsTheCluster(ConfigSection config, RunConfig result) {
    String why = ", since kubernetes.clusterRights is false and it is of the whole cluster";
    if (result.infrastructure().isPresent()) {
      throw config.refusal("infrastructure", "no bill" + why);
    }
    if (result.usage().from() == UsageConfig.From.KUBELET) {
      throw config.refusal("usage.from", "metrics or off" + why);
    }
  }

  private static AgentIdentity agents(ConfigSection agents) {
    return new AgentIdentity(
        agents.text("agentLabel", AgentIdentity.DEFAULT.agentLabel()),
        agents.text("roleLabel", AgentIdentity.DEFAULT.roleLabel()),
        agents.textsByKey("tenants", Map.of()));
  }

  private static WatchConfig pods(ConfigSection kubernetes, AgentIdentity agents, GpuConfig gpu) {
    Set<String> labels = new HashSet<>(agents.labels());
    if (gpu.dcgm().discover()) {
      labels.addAll(gpu.dcgm().labels());
    }
    WatchConfig defaults = WatchConfig.defaults(labels);
    return new WatchConfig(
        Set.copyOf(kubernetes.texts("namespaces", List.of())),
        kubernetes.text("selector", defaults.labelSelector()),
        labels,
        (int) kubernetes.number("pageSize", defaults.pageSize(), 1, 5_000),
        kubernetes.duration(
            "quietLimit", defaults.quietLimit(), Duration.ofSeconds(1), Duration.ofHours(1)),
        defaults.minPause(),
        defaults.maxPause());
  }

  private static Thresholds stuck(ConfigSection stuck) {
    Thresholds defaults = Thresholds.DEFAULT;
    Duration least = Duration.ofSeconds(1);
    Duration day = Duration.ofDays(1);
    return new Thresholds(
        stuck.duration("toolHang", defaults.toolHang(), least, day),
        stuck.duration("noToolCall", defaults.noToolCall(), least, day),
        stuck.duration("answer", defaults.answer(), least, WEEK),
        stuck.duration("provider", defaults.provider(), least, WEEK),
        (int) stuck.number("repeats", defaults.repeats(), 3, 100),
        (int) stuck.number("crashes", defaults.crashes(), 2, 10),
        stuck.duration("crashWindow", defaults.crashWindow(), least, day),
        stuck.duration("loadFresh", defaults.loadFresh(), least, day),
        stuck.duration("podBlocked", defaults.podBlocked(), least, day),
        loops(stuck),
        tasks(stuck, defaults.tasks()),
        calls(stuck, defaults.calls()),
        talk(stuck, defaults.talk()));
  }

  private static LoopLimits loops(ConfigSection stuck) {
    LoopLimits defaults = LoopLimits.DEFAULT;
    return new LoopLimits(
        (int) stuck.number("suspectRepeats", defaults.suspect(), 2, 100),
        (int) stuck.number("cycles", defaults.cycles(), 3, 100),
        (int) stuck.number("errors", defaults.errors(), 3, 100),
        (int) stuck.number("sameTool", defaults.sameTool(), 4, 30),
        (int) stuck.number("unchangedPolls", defaults.unchangedPolls(), 4, 1_000),
        stuck.duration("loopSpan", defaults.span(), Duration.ofSeconds(1), Duration.ofHours(1)),
        Set.copyOf(stuck.texts("pollTools", List.copyOf(defaults.pollTools()))));
  }

  private static TaskLimits tasks(ConfigSection stuck, TaskLimits defaults) {
    return new TaskLimits(
        (int) stuck.number("relaunches", defaults.relaunches(), 3, 10),
        (int) stuck.number("bounces", defaults.bounces(), 2, 10),
        (int) stuck.number("compactions", defaults.compactions(), 2, 10));
  }

  private static CallLimits calls(ConfigSection stuck, CallLimits defaults) {
    Duration least = Duration.ofSeconds(1);
    return new CallLimits(
        stuck.duration("toolHangLongest", defaults.longest(), least, Duration.ofDays(1)),
        stuck.duration("attended", defaults.attended(), least, WEEK),
        stuck.texts("humanTools", defaults.humanTools()));
  }

  private static TalkLimits talk(ConfigSection stuck, TalkLimits defaults) {
    return new TalkLimits(
        (int) stuck.number("spinTokens", defaults.spinTokens(), 1_000, 100_000_000),
        (int) stuck.number("emptyAnswers", defaults.emptyAnswers(), 3, 100),
        (int) stuck.number("spendTimes", defaults.spendTimes(), 1, 1_000));
  }

  private static IncidentLimits incidents(ConfigSection incidents) {
    IncidentLimits defaults = IncidentLimits.DEFAULT;
    return new IncidentLimits(
        (int) incidents.number("percent", defaults.percent(), 1, 100),
        (int) incidents.number("agents", defaults.agents(), 2, 10_000),
        incidents.duration(
            "longest", defaults.longest(), Duration.ofMinutes(10), Duration.ofDays(1)));
  }

  private static int partitions(int wanted) {
    return wanted > 0 ? wanted : Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
  }

  /// Where state is kept by the XDG base directory specification.
  private static Path stateDirectory(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", "."), ".local", "state")
            : Path.of(state);
    return base.resolve("watchbill").resolve("checkpoint");
  }
}
