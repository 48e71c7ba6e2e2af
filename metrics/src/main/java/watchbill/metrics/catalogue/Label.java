package watchbill.metrics.catalogue;

import java.util.function.Function;
import java.util.regex.Pattern;

/// A label: its name, and how to read it from any label set that has it.
///
/// @param <T> what a label set must implement to carry it
/// @param name as it is scraped; lower snake case, and not one that Prometheus reserves
/// @param value reads it from a label set; never gives null
public record Label<T>(String name, Function<? super T, String> value) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /// Which cluster a series is of, where one Prometheus holds several: Prometheus or the agent in
  /// front of it adds it to every series, so no label set has it, and nothing can be grouped by it.
  public static final Label<Object> CLUSTER = new Label<>("cluster", _ -> "");

  public static final Label<Has.Tenant> TENANT = new Label<>("tenant", Has.Tenant::tenant);
  public static final Label<Has.Agent> AGENT = new Label<>("agent", Has.Agent::agent);
  public static final Label<Has.Role> ROLE = new Label<>("role", Has.Role::role);
  public static final Label<Has.Namespace> NAMESPACE =
      new Label<>("namespace", Has.Namespace::namespace);
  public static final Label<Has.Pod> POD = new Label<>("pod", Has.Pod::pod);
  public static final Label<Has.Container> CONTAINER =
      new Label<>("container", Has.Container::container);
  public static final Label<Has.Reason> REASON = new Label<>("reason", Has.Reason::reason);
  public static final Label<Has.State> STATE = new Label<>("state", Has.State::state);
  public static final Label<Has.Cause> CAUSE = new Label<>("cause", Has.Cause::cause);
  public static final Label<Has.Outcome> OUTCOME = new Label<>("outcome", Has.Outcome::outcome);
  public static final Label<Has.Provider> PROVIDER =
      new Label<>("provider", Has.Provider::provider);
  public static final Label<Has.Model> MODEL = new Label<>("model", Has.Model::model);
  public static final Label<Has.TokenClass> CLASS =
      new Label<>("class", Has.TokenClass::tokenClass);
  public static final Label<Has.Kind> KIND = new Label<>("kind", Has.Kind::kind);
  public static final Label<Has.Use> USE = new Label<>("use", Has.Use::use);
  public static final Label<Has.Period> PERIOD = new Label<>("period", Has.Period::period);
  public static final Label<Has.Parent> PARENT = new Label<>("parent", Has.Parent::parent);
  public static final Label<Has.TaskKind> TASK_KIND =
      new Label<>("task_kind", Has.TaskKind::taskKind);
  public static final Label<Has.Budget> BUDGET = new Label<>("budget", Has.Budget::budget);
  public static final Label<Has.Node> NODE = new Label<>("node", Has.Node::node);
  public static final Label<Has.Owner> OWNER_KIND = new Label<>("owner_kind", Has.Owner::ownerKind);
  public static final Label<Has.Owner> OWNER = new Label<>("owner", Has.Owner::owner);
  public static final Label<Has.Resource> RESOURCE =
      new Label<>("resource", Has.Resource::resource);
  public static final Label<Has.Claim> CLAIM = new Label<>("claim", Has.Claim::claim);
  public static final Label<Has.StorageClass> STORAGE_CLASS =
      new Label<>("storage_class", Has.StorageClass::storageClass);
  public static final Label<Has.StatefulSet> STATEFULSET =
      new Label<>("statefulset", Has.StatefulSet::statefulset);
  public static final Label<Has.MountKind> ACCESS_MODES =
      new Label<>("access_modes", Has.MountKind::accessModes);
  public static final Label<Has.MountKind> VOLUME_MODE =
      new Label<>("volume_mode", Has.MountKind::volumeMode);
  public static final Label<Has.Against> AGAINST = new Label<>("against", Has.Against::against);
  public static final Label<Has.Percentile> PERCENTILE =
      new Label<>("percentile", Has.Percentile::percentile);
  public static final Label<Has.Phase> PHASE = new Label<>("phase", Has.Phase::phase);
  public static final Label<Has.Gpu> GPU = new Label<>("gpu", Has.Gpu::gpu);
  public static final Label<Has.Gpu> GPU_UUID = new Label<>("uuid", Has.Gpu::uuid);
  public static final Label<Has.Gpu> GPU_INSTANCE = new Label<>("gpu_i_id", Has.Gpu::gpuInstance);
  public static final Label<Has.GpuModel> GPU_PRODUCT =
      new Label<>("product", Has.GpuModel::product);
  public static final Label<Has.GpuModel> GPU_PROFILE =
      new Label<>("gpu_i_profile", Has.GpuModel::gpuProfile);
  public static final Label<Has.AllocationMethod> ALLOCATION_METHOD =
      new Label<>("allocation_method", Has.AllocationMethod::allocationMethod);
  public static final Label<Has.Tier> TIER = new Label<>("tier", Has.Tier::tier);
  public static final Label<Has.Source> SOURCE = new Label<>("source", Has.Source::source);
  public static final Label<Has.Stream> STREAM = new Label<>("stream", Has.Stream::stream);
  public static final Label<Has.Consumer> CONSUMER =
      new Label<>("consumer", Has.Consumer::consumer);
  public static final Label<Has.Server> SERVER = new Label<>("server", Has.Server::server);
  public static final Label<Has.Type> TYPE = new Label<>("type", Has.Type::type);
  public static final Label<Has.Version> VERSION = new Label<>("version", Has.Version::version);
  public static final Label<Has.Ordinal> ORDINAL = new Label<>("ordinal", Has.Ordinal::ordinal);
  public static final Label<Has.Rank> QOS_CLASS = new Label<>("qos_class", Has.Rank::qosClass);
  public static final Label<Has.Rank> PRIORITY_CLASS =
      new Label<>("priority_class", Has.Rank::priorityClass);
  public static final Label<Has.End> END = new Label<>("end", Has.End::end);
  public static final Label<Has.Alert> ALERTNAME = new Label<>("alertname", Has.Alert::alertname);
  public static final Label<Has.AlertState> ALERTSTATE =
      new Label<>("alertstate", Has.AlertState::alertstate);
  public static final Label<Has.Alert> SEVERITY = new Label<>("severity", Has.Alert::severity);
  public static final Label<Has.RuleGroup> RULE_GROUP =
      new Label<>("rule_group", Has.RuleGroup::ruleGroup);
  public static final Label<Has.Integration> INTEGRATION =
      new Label<>("integration", Has.Integration::integration);
  public static final Label<Has.Area> AREA = new Label<>("area", Has.Area::area);
  public static final Label<Has.Workload> WORKLOAD_TYPE =
      new Label<>("workload_type", Has.Workload::workloadType);
  public static final Label<Has.Workload> WORKLOAD =
      new Label<>("workload", Has.Workload::workload);
  public static final Label<Has.DisruptionBudget> DISRUPTION_BUDGET =
      new Label<>("poddisruptionbudget", Has.DisruptionBudget::podDisruptionBudget);
  public static final Label<Has.Autoscaler> AUTOSCALER =
      new Label<>("horizontalpodautoscaler", Has.Autoscaler::horizontalPodAutoscaler);
  public static final Label<Has.ScalingMetric> METRIC_NAME =
      new Label<>("metric_name", Has.ScalingMetric::metricName);
  public static final Label<Has.ScalingMetric> METRIC_TARGET_TYPE =
      new Label<>("metric_target_type", Has.ScalingMetric::metricTargetType);
  public static final Label<Has.Condition> CONDITION =
      new Label<>("condition", Has.Condition::condition);
  public static final Label<Has.Machine> POOL = new Label<>("pool", Has.Machine::pool);
  public static final Label<Has.Machine> INSTANCE_TYPE =
      new Label<>("instance_type", Has.Machine::instanceType);
  public static final Label<Has.Machine> CAPACITY_TYPE =
      new Label<>("capacity_type", Has.Machine::capacityType);
  public static final Label<Has.Store> STORE = new Label<>("store", Has.Store::store);
  public static final Label<Has.StoreSystem> SYSTEM =
      new Label<>("system", Has.StoreSystem::system);
  public static final Label<Has.Replica> REPLICA = new Label<>("replica", Has.Replica::replica);
  public static final Label<Has.Method> METHOD = new Label<>("method", Has.Method::method);
  public static final Label<Has.Slot> SLOT = new Label<>("slot", Has.Slot::slot);
  public static final Label<Has.Group> GROUP = new Label<>("group", Has.Group::group);
  public static final Label<Has.Topic> TOPIC = new Label<>("topic", Has.Topic::topic);

  public Label {
    if (!NAME.matcher(name).matches() || name.equals("le") || name.equals("quantile")) {
      throw new IllegalArgumentException(
          "label: want lower snake case, not le or quantile, have \"" + name + "\"");
    }
  }
}
