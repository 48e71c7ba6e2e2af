package watchbill.metrics.catalogue;

/// What a label set may carry, one interface a label: a query can group by a label only if the
/// family's label set implements it.
public interface Has {
  /// Who pays.
  interface Tenant {
    String tenant();
  }

  /// The agent's name, unique within its tenant.
  interface Agent {
    String agent();
  }

  /// What kind of agent it is.
  interface Role {
    String role();
  }

  /// Which agent is meant; the same three labels on every family about agents.
  interface Identity extends Tenant, Agent, Role {}

  /// A Kubernetes namespace.
  interface Namespace {
    String namespace();
  }

  /// A pod's name.
  interface Pod {
    String pod();
  }

  /// Which pod of which agent is meant.
  interface PodIdentity extends Identity, Namespace, Pod {}

  /// A container of the pod.
  interface Container {
    String container();
  }

  /// A reason in the words of whoever gave it.
  interface Reason {
    String reason();
  }

  /// What an agent is doing, in lower case.
  interface State {
    String state();
  }

  /// Why an agent is stuck or interrupted, or many have come to a stop together, in lower case.
  interface Cause {
    String cause();
  }

  /// How something ended, in lower case.
  interface Outcome {
    String outcome();
  }

  /// Who runs the model.
  interface Provider {
    String provider();
  }

  /// The model's name.
  interface Model {
    String model();
  }

  /// Which tokens are counted, in lower case: `input`, `output`, `cache_read` ...
  interface TokenClass {
    String tokenClass();
  }

  /// Which of several kinds: of what was paid for, a class of tokens or `server_tools`; of what an
  /// agent goes round in, a rule; of what a container is for, `main`, `init` or `sidecar`.
  interface Kind {
    String kind();
  }

  /// What dollars were spent for, in lower case.
  interface Use {
    String use();
  }

  /// A stretch of the calendar: `day`, `week` or `month`.
  interface Period {
    String period();
  }

  /// The agent for which another one works.
  interface Parent {
    String parent();
  }

  /// A kind of tasks, in the agents' own words.
  interface TaskKind {
    String taskKind();
  }

  /// A budget, by its name in the configuration.
  interface Budget {
    String budget();
  }

  /// A Kubernetes node.
  interface Node {
    String node();
  }

  /// The kind and the name of what made the pod.
  interface Owner {
    String ownerKind();

    String owner();
  }

  /// A pod's place in its StatefulSet, from 0, also of a claim of its; empty for others.
  interface Ordinal {
    String ordinal();
  }

  /// How a pod ranks when there is not enough for all, in Kubernetes' words.
  interface Rank {
    String qosClass();

    String priorityClass();
  }

  /// How a run of a container ended, in lower case: `completed`, `error`, `terminated`, `killed`,
  /// `oom_main`, `oom_child`, `oom_suspected`, or `unseen`.
  interface End {
    String end();
  }

  /// What is paid for: `cpu`, `memory`, `gpu` or `volume`; or a resource by Kubernetes' name.
  interface Resource {
    String resource();
  }

  /// A claim of a volume.
  interface Claim {
    String claim();
  }

  /// The class of storage of a volume.
  interface StorageClass {
    String storageClass();
  }

  /// The StatefulSet that makes a claim; empty for other claims.
  interface StatefulSet {
    String statefulset();
  }

  /// By how many a volume can be mounted, and whether as a file system, in Kubernetes' words.
  interface MountKind {
    String accessModes();

    String volumeMode();
  }

  /// What a use is held against: `request` or `limit`.
  interface Against {
    String against();
  }

  /// Which of many measurements is meant: `p50` or `p99`.
  interface Percentile {
    String percentile();
  }

  /// A pod's phase, as Kubernetes spells it; or a step on an agent's way back to work, in lower
  /// case.
  interface Phase {
    String phase();
  }

  /// A GPU by its number on its node and its UUID, and the MIG instance of it, which is empty for
  /// the whole GPU.
  interface Gpu {
    String gpu();

    String uuid();

    String gpuInstance();
  }

  /// What a GPU is, and the profile of a MIG instance of it.
  interface GpuModel {
    String product();

    String gpuProfile();
  }

  /// How it is known whose a GPU is, in lower case.
  interface AllocationMethod {
    String allocationMethod();
  }

  /// How an agent's memory governor makes its context smaller, in lower case.
  interface Tier {
    String tier();
  }

  /// Where Watchbill hears from: `nats`, `kubernetes` ...
  interface Source {
    String source();
  }

  /// A JetStream stream.
  interface Stream {
    String stream();
  }

  /// A consumer of a JetStream stream.
  interface Consumer {
    String consumer();
  }

  /// A server of NATS.
  interface Server {
    String server();
  }

  /// An event's type.
  interface Type {
    String type();
  }

  /// A program's version.
  interface Version {
    String version();
  }

  /// An alert: its name, and how soon somebody has to act.
  interface Alert {
    String alertname();

    String severity();
  }

  /// Whether an alert is `pending` or `firing`.
  interface AlertState {
    String alertstate();
  }

  /// A group of rules, by its file and its name.
  interface RuleGroup {
    String ruleGroup();
  }

  /// Whom Alertmanager tells: `pagerduty`, `slack`, `webhook` ...
  interface Integration {
    String integration();
  }

  /// A part of a Java machine's memory: `heap` or `nonheap`.
  interface Area {
    String area();
  }

  /// What makes pods: the kind in lower case, `statefulset` or `deployment`, and the name.
  interface Workload {
    String workloadType();

    String workload();
  }

  /// A PodDisruptionBudget.
  interface DisruptionBudget {
    String podDisruptionBudget();
  }

  /// A HorizontalPodAutoscaler.
  interface Autoscaler {
    String horizontalPodAutoscaler();
  }

  /// A metric that an autoscaler goes by, and what of it is compared with the target: `value`,
  /// `average` or `utilization`.
  interface ScalingMetric {
    String metricName();

    String metricTargetType();
  }

  /// Something that may hold of a node or not, as Kubernetes spells it.
  interface Condition {
    String condition();
  }

  /// What machine a node is: the pool of like nodes, the provider's name for it, and whether it may
  /// be taken away (`spot`) or not (`on_demand`).
  interface Machine {
    String pool();

    String instanceType();

    String capacityType();
  }

  /// A replicated store, by its name in the configuration.
  interface Store {
    String store();
  }

  /// What a store is: `redis`, `postgresql`, `kafka`, `memory_spine` ...
  interface StoreSystem {
    String system();
  }

  /// A copy of a store.
  interface Replica {
    String replica();
  }

  /// How a value is known: `reported`, `canary` or `estimated`.
  interface Method {
    String method();
  }

  /// What a leader keeps for one copy.
  interface Slot {
    String slot();
  }

  /// A group of readers.
  interface Group {
    String group();
  }

  /// What such a group reads.
  interface Topic {
    String topic();
  }
}
