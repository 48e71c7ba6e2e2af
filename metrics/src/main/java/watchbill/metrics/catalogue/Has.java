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
  /// agent goes round in, a rule.
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

  /// What is paid for: `cpu`, `memory`, `gpu` or `volume`.
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

  /// A pod's phase, as Kubernetes spells it; or a step on an agent's way back to work, in lower
  /// case.
  interface Phase {
    String phase();
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

  /// An alert: its name, whether it is `pending` or `firing`, and how soon somebody has to act.
  interface Alert {
    String alertname();

    String alertstate();

    String severity();
  }
}
