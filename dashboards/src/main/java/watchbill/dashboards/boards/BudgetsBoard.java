package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.clusters;
import static watchbill.dashboards.Chosen.tenants;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.BUDGET;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CLASS;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.PERCENTILE;
import static watchbill.metrics.catalogue.Label.PERIOD;
import static watchbill.metrics.catalogue.Label.RESOURCE;
import static watchbill.metrics.catalogue.Label.ROLE;
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
import watchbill.metrics.catalogue.BudgetFamilies;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.InfrastructureFamilies;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;
import watchbill.metrics.catalogue.SpendFamilies.UseLabels;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// What is left of the budgets, and what was paid for without use.
final class BudgetsBoard {
  private static final int LONGEST = 10;
  private static final String READ_OR_COULD_BE = "input|cache_.*";

  private static final Thresholds USED = Thresholds.rising(0.8, 1);

  static final Board BOARD =
      new Board(
          BoardName.BUDGETS,
          "How much of each budget is left and until when; and what was paid for without use.",
          Chosen.agentVariables(),
          Marks.FLEET,
          List.of(budgets(), waste(), causes(), cluster()));

  private BudgetsBoard() {}

  private static Row budgets() {
    return Row.of(
        "Budgets",
        BarGauge.of(
            "Dollars used",
            "What is spent in the current period against what may be; when it is full, nothing is"
                + " left.",
            USED,
            share(BudgetFamilies.SPENT_COST, BudgetFamilies.LIMIT_COST).top(LONGEST)),
        BarGauge.of(
            "Tokens used",
            "What is consumed in the current period against what may be.",
            USED,
            share(BudgetFamilies.SPENT_TOKENS, BudgetFamilies.LIMIT_TOKENS).top(LONGEST)),
        Table.of(
            "Budgets in dollars",
            "In the current period, and what will have been spent at its end at the present pace.",
            new Target("spent", each(BudgetFamilies.SPENT_COST)),
            new Target("budget", each(BudgetFamilies.LIMIT_COST)),
            new Target("at the end", each(BudgetFamilies.FORECAST_COST)),
            new Target("an hour", each(BudgetFamilies.BURN_COST))),
        TimeSeries.lines(
            "Dollars at the end of the period",
            "What will have been spent at the present pace, against what may be.",
            share(BudgetFamilies.FORECAST_COST, BudgetFamilies.LIMIT_COST).top(LONGEST)),
        TimeSeries.lines(
            "Tokens at the end of the period",
            "What will have been consumed at the present pace, against what may be.",
            share(BudgetFamilies.FORECAST_TOKENS, BudgetFamilies.LIMIT_TOKENS).top(LONGEST)),
        TimeSeries.lines(
            "Dollars an hour",
            "The pace of the last hour, by budget.",
            Query.of(BudgetFamilies.BURN_COST, agents())
                .by(TENANT, AGENT, BUDGET)
                .max()
                .top(LONGEST)),
        Table.of(
            "Budgets that will not last",
            "In how long nothing will be left at the present pace; those that last to the end of"
                + " their period are not shown.",
            new Target(
                "exhausted in",
                Query.until(BudgetFamilies.EXHAUSTED, agents())
                    .by(TENANT, AGENT, BUDGET, PERIOD)
                    .min())));
  }

  private static Row waste() {
    var settled = Query.increase(SpendFamilies.SETTLED_COST, GRAFANA_RANGE, agents());
    return Row.of(
        "Waste",
        Stat.of(
            "Spent without use",
            "Dollars of the time range that went into loops, work done twice or lost, compaction,"
                + " cache misses and waiting without a task.",
            Thresholds.NONE,
            unproductive().by().sum()),
        Stat.of(
            "Share without use",
            "The same against all dollars of the time range of which the use is known.",
            Thresholds.NONE,
            unproductive().by().sum().dividedBy(settled.by().sum(), Matching.on())),
        Stat.of(
            "Not decided yet",
            "Dollars spent on tasks that go on.",
            Thresholds.NONE,
            Query.of(SpendFamilies.OPEN_COST, agents()).by().sum()),
        Stat.of(
            "Read from the cache",
            "Tokens of prompts that were read from the cache, against all tokens of prompts.",
            Thresholds.NONE,
            prompts("cache_read").dividedBy(prompts(READ_OR_COULD_BE), Matching.on())),
        TimeSeries.areas(
            "Dollars an hour by use",
            "Each dollar once it is decided what it was spent for.",
            Query.rate(SpendFamilies.SETTLED_COST, GRAFANA_RATE, agents()).by(USE).sum().perHour()),
        Table.of(
            "Agents that waste most",
            "In the time range.",
            new Target("spend", unproductive().by(TENANT, AGENT, ROLE, USE).sum().top(LONGEST))));
  }

  private static Row causes() {
    return Row.of(
        "Where it goes",
        TimeSeries.areas(
            "Dollars an hour lost with interruptions",
            "What was done since the last checkpoint, by what interrupted it.",
            Query.rate(TaskFamilies.INTERRUPTED_COST, GRAFANA_RATE, agents())
                .by(CAUSE)
                .sum()
                .perHour()),
        TimeSeries.areas(
            "Time lost with interruptions",
            "Seconds of work that were lost in each second, by what interrupted it.",
            Query.rate(TaskFamilies.INTERRUPTED_TIME, GRAFANA_RATE, agents()).by(CAUSE).sum()),
        TimeSeries.lines(
            "Loops an hour",
            "How often agents began to go round in circles, by the rule that saw it.",
            Query.rate(VerdictFamilies.LOOPS, GRAFANA_RATE, agents()).by(KIND).sum().perHour()),
        new TimeSeries(
            "Tasks an hour, once more",
            "Tasks completed that had been completed before, and tasks taken on that another agent"
                + " had begun.",
            false,
            List.of(
                new Target(
                    "executed twice",
                    Query.rate(TaskFamilies.DUPLICATE_EXECUTIONS, GRAFANA_RATE, agents())
                        .by()
                        .sum()
                        .perHour()),
                new Target(
                    "taken over",
                    Query.rate(TaskFamilies.BOUNCED_TASKS, GRAFANA_RATE, agents())
                        .by()
                        .sum()
                        .perHour()))));
  }

  private static Row cluster() {
    var bill = Query.of(InfrastructureFamilies.COST_PER_HOUR, tenants());
    var idle = Query.of(InfrastructureFamilies.COST_PER_HOUR, clusters(Matcher.equal(USE, "idle")));
    return Row.of(
        "The cluster",
        Stat.of(
            "Idle",
            "Dollars an hour for what is allocated to nobody.",
            Thresholds.NONE,
            idle.by().sum()),
        Stat.of(
            "GPUs idle",
            "Dollars an hour for GPUs that are allocated to nobody.",
            Thresholds.NONE,
            Query.of(InfrastructureFamilies.GPU_IDLE, clusters()).by().sum()),
        Stat.of(
            "Volumes left behind",
            "Dollars an hour for volumes that nobody mounts.",
            Thresholds.NONE,
            Query.of(VolumeFamilies.ORPHANED_PRICE, clusters()).by().sum()),
        Stat.of(
            "Without a rate",
            "GPUs and volumes that are missing from the bill.",
            Thresholds.ABOVE_ZERO,
            Query.of(InfrastructureFamilies.UNPRICED, clusters()).by().sum()),
        TimeSeries.areas(
            "Dollars an hour of the cluster by use",
            "What agents hold, what others hold, what is kept back, and what is allocated to"
                + " nobody.",
            bill.by(USE).sum()),
        TimeSeries.areas(
            "Dollars an hour of the cluster that are idle",
            "By what is paid for.",
            idle.by(RESOURCE).sum()),
        Table.of(
            "Use against requests",
            "So large was the use of the role's pods at most in 99 % of the measurements, against"
                + " what they ask for: the smallest ask for too much.",
            new Target(
                "use",
                Query.of(
                        UsageFamilies.RATIO,
                        agents(
                            Matcher.equal(Label.AGAINST, "request"),
                            Matcher.equal(PERCENTILE, "p99")))
                    .by(TENANT, AGENT, ROLE, RESOURCE)
                    .max())),
        Table.of(
            "What state costs",
            "The agent's share of the cluster against the same work as a stateless service.",
            new Target(
                "times",
                Query.of(InfrastructureFamilies.STATE_PRICE, agents())
                    .by(TENANT, AGENT, ROLE)
                    .max()
                    .top(LONGEST))));
  }

  private static Query<UseLabels> unproductive() {
    return Query.increase(
        SpendFamilies.SETTLED_COST, GRAFANA_RANGE, agents(Matcher.notEqual(USE, "productive")));
  }

  private static Query<TokenLabels> prompts(String classes) {
    return Query.rate(
            SpendFamilies.TOKENS_CONSUMED, GRAFANA_RATE, agents(Matcher.matches(CLASS, classes)))
        .by()
        .sum();
  }

  private static Query<BudgetLabels> share(Gauge<BudgetLabels> of, Gauge<BudgetLabels> limit) {
    return each(of).dividedBy(each(limit), Matching.on(TENANT, AGENT, BUDGET, PERIOD));
  }

  private static Query<BudgetLabels> each(Gauge<BudgetLabels> gauge) {
    return Query.of(gauge, agents()).by(TENANT, AGENT, BUDGET, PERIOD).max();
  }
}
