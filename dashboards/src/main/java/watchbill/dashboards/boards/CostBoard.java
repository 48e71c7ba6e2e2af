package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.clusters;
import static watchbill.dashboards.Chosen.roles;
import static watchbill.metrics.catalogue.Label.AGAINST;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.AUTOSCALER;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.PERCENTILE;
import static watchbill.metrics.catalogue.Label.PERIOD;
import static watchbill.metrics.catalogue.Label.PROVIDER;
import static watchbill.metrics.catalogue.Label.RESOURCE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TASK_KIND;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.USE;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Panel.BarGauge;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.InfrastructureFamilies;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.promql.Distribution;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// What agents cost, in tokens and as a share of the cluster, and what is left to grow into.
final class CostBoard {
  private static final int LONGEST = 10;

  /// The board.
  static final Board BOARD =
      new Board(
          BoardName.COST,
          "What agents cost at list prices, by provider, tenant, agent, model and task; what their"
              + " share of the cluster costs; and whether requests fit the use. Watchbill knows"
              + " tenants and agents, not the users behind them.",
          Chosen.agentVariables(),
          List.of(),
          List.of(now(), tokens(), who(), tasks(), infrastructure(), capacity()));

  private CostBoard() {}

  private static Row now() {
    return Row.of(
        "Now",
        Stat.of(
            "Tokens, per hour",
            "List price of the tokens consumed, at the present pace.",
            Thresholds.NONE,
            costPerHour().by().sum().perHour()),
        Stat.of(
            "Cluster, per hour",
            "What the chosen agents' share of the cluster costs now.",
            Thresholds.NONE,
            Query.of(InfrastructureFamilies.COST_PER_HOUR, agents()).by().sum()),
        new Stat(
            "To date",
            "List price of the tokens consumed in the current day, week and month of each tenant's"
                + " time zone.",
            Thresholds.NONE,
            List.of(
                new Target(
                    "to date", Query.of(SpendFamilies.TO_DATE_COST, agents()).by(PERIOD).sum()))),
        Stat.of(
            "Tokens without a price",
            "Tokens in the time range that the bill leaves out.",
            Thresholds.ABOVE_ZERO,
            Query.increase(SpendFamilies.UNPRICED_TOKENS, GRAFANA_RANGE, agents()).by().sum()));
  }

  private static Row tokens() {
    return Row.of(
        "Tokens",
        TimeSeries.areas(
            "Spend per hour by provider",
            "List price of the tokens consumed. Tokens without a price are not in it.",
            costPerHour().by(PROVIDER).sum().perHour()),
        TimeSeries.areas(
            "Spend per hour by model",
            "List price of the tokens consumed.",
            costPerHour().by(MODEL).sum().perHour()),
        TimeSeries.areas(
            "Spend per hour by what was paid for",
            "A class of tokens, or the provider's own tools.",
            costPerHour().by(KIND).sum().perHour()),
        TimeSeries.areas(
            "Tokens per second by tenant",
            "Of all classes.",
            Query.rate(SpendFamilies.TOKENS_CONSUMED, GRAFANA_RATE, agents()).by(TENANT).sum()));
  }

  private static Query<SpendFamilies.CostLabels> costPerHour() {
    return Query.rate(SpendFamilies.COST, GRAFANA_RATE, agents());
  }

  private static Row who() {
    return Row.of(
        "Who spends",
        Table.of(
            "Tenants",
            "In the time range.",
            new Target("spend", spend().by(TENANT).sum()),
            new Target("tokens", consumed().by(TENANT).sum()),
            new Target("responses", responses().by(TENANT).sum()),
            new Target(
                "cluster",
                Query.increase(InfrastructureFamilies.COST, GRAFANA_RANGE, agents())
                    .by(TENANT)
                    .sum())),
        Table.of(
            "Models",
            "In the time range.",
            new Target("spend", spend().by(PROVIDER, MODEL).sum()),
            new Target("tokens", consumed().by(PROVIDER, MODEL).sum()),
            new Target("responses", responses().by(PROVIDER, MODEL).sum()),
            new Target(
                "per response",
                spend()
                    .by(PROVIDER, MODEL)
                    .sum()
                    .dividedBy(
                        responses().by(PROVIDER, MODEL).sum(), Matching.on(PROVIDER, MODEL)))),
        Table.of(
            "Agents that spend most",
            "In the time range.",
            new Target("spend", spend().by(TENANT, AGENT, ROLE).sum().top(LONGEST))),
        Table.of(
            "Agents that consume most",
            "Tokens of all classes in the time range.",
            new Target("tokens", consumed().by(TENANT, AGENT, ROLE).sum().top(LONGEST))));
  }

  private static Query<SpendFamilies.CostLabels> spend() {
    return Query.increase(SpendFamilies.COST, GRAFANA_RANGE, agents());
  }

  private static Query<SpendFamilies.TokenLabels> consumed() {
    return Query.increase(SpendFamilies.TOKENS_CONSUMED, GRAFANA_RANGE, agents());
  }

  private static Query<SpendFamilies.ModelLabels> responses() {
    return Query.increase(SpendFamilies.MODEL_RESPONSES, GRAFANA_RANGE, agents());
  }

  private static Row tasks() {
    return Row.of(
        "What tasks cost",
        TimeSeries.lines(
            "Cost of a task by kind",
            "So much cost at most half of the tasks that ended.",
            taskCost().by(TASK_KIND).quantile(0.5)),
        TimeSeries.lines(
            "Cost of an expensive task by kind",
            "So much cost at most 90 % of the tasks that ended.",
            taskCost().by(TASK_KIND).quantile(0.9)));
  }

  private static Distribution<SpendFamilies.TaskLabels> taskCost() {
    return Distribution.of(SpendFamilies.TASK_COST, GRAFANA_RATE, roles());
  }

  private static Row infrastructure() {
    return Row.of(
        "The cluster's bill",
        TimeSeries.areas(
            "Per hour by resource",
            "What the chosen agents' share of the cluster costs, volumes included.",
            Query.of(InfrastructureFamilies.COST_PER_HOUR, agents()).by(RESOURCE).sum()),
        TimeSeries.areas(
            "Per hour by use",
            "The whole cluster: what agents hold, what others hold, what is kept back and what is"
                + " idle.",
            Query.of(InfrastructureFamilies.COST_PER_HOUR, clusters()).by(USE).sum()),
        Table.of(
            "Agents whose share is largest",
            "Dollars in the time range.",
            new Target(
                "cluster",
                Query.increase(InfrastructureFamilies.COST, GRAFANA_RANGE, agents())
                    .by(TENANT, AGENT, ROLE)
                    .sum()
                    .top(LONGEST))),
        Table.of(
            "What state costs",
            "The agent's share of the cluster against the same work as a stateless service: 3 means"
                + " three times as much.",
            new Target(
                "ratio",
                Query.of(InfrastructureFamilies.STATE_PRICE, agents())
                    .by(TENANT, AGENT, ROLE)
                    .max()
                    .top(LONGEST))),
        Table.of(
            "Volumes that nobody needs",
            "What orphaned volumes cost per hour.",
            new Target(
                "dollars per hour",
                Query.of(VolumeFamilies.ORPHANED_PRICE, agents())
                    .by(TENANT, NAMESPACE, CLAIM)
                    .max())),
        Table.of(
            "GPUs that nobody has",
            "What GPUs cost per hour that are allocated to no pod, by node.",
            new Target(
                "dollars per hour",
                Query.of(InfrastructureFamilies.GPU_IDLE, clusters())
                    .by(NODE)
                    .sum()
                    .above(0)
                    .query())),
        Stat.of(
            "Resources without a rate",
            "GPUs and volumes that the cluster's bill leaves out.",
            Thresholds.ABOVE_ZERO,
            Query.of(InfrastructureFamilies.UNPRICED, clusters()).by().sum()));
  }

  private static Row capacity() {
    return Row.of(
        "Capacity: what is asked for and what is used",
        BarGauge.of(
            "Use against requests",
            "So large is the use of a role's pods in half of all measurements, at most. The guides"
                + " ask that requests match it: 100 %.",
            Thresholds.NONE,
            use("p50", "request")),
        BarGauge.of(
            "Use against limits",
            "So large is the use of a role's pods in 99 % of all measurements, at most. The guides"
                + " ask that limits match it: 100 %, and no more.",
            Thresholds.rising(0.9, 1),
            use("p99", "limit")),
        TimeSeries.lines(
            "CPU",
            "Cores that agents' pods ask for, and that they use.",
            new Target(
                "asked for",
                Query.of(ContainerFamilies.CPU_REQUEST, agents(Matcher.notEqual(KIND, "init")))
                    .by()
                    .sum()),
            new Target("in use", Query.of(UsageFamilies.CPU, agents()).by().sum())),
        TimeSeries.lines(
            "Memory",
            "What agents' pods ask for, and their working sets.",
            new Target(
                "asked for",
                Query.of(ContainerFamilies.MEMORY_REQUEST, agents(Matcher.notEqual(KIND, "init")))
                    .by()
                    .sum()),
            new Target("in use", Query.of(UsageFamilies.WORKING_SET, agents()).by().sum())),
        TimeSeries.lines(
            "Headroom of autoscalers",
            "Replicas that each could still add.",
            Query.of(AutoscalingFamilies.HEADROOM, roles()).by(NAMESPACE, AUTOSCALER).min()),
        TimeSeries.lines(
            "Room for pods",
            "How many pods nodes can take, and how many pods of agents there are.",
            new Target(
                "can be placed",
                Query.of(NodeFamilies.PODS, clusters(Matcher.equal(KIND, "allocatable")))
                    .by()
                    .sum()),
            new Target("pods of agents", Query.of(PodFamilies.INFO, agents()).by().count())));
  }

  private static Query<UsageFamilies.PercentileLabels> use(String percentile, String against) {
    return Query.of(
            UsageFamilies.RATIO,
            roles(Matcher.equal(PERCENTILE, percentile), Matcher.equal(AGAINST, against)))
        .by(TENANT, ROLE, RESOURCE)
        .max();
  }
}
