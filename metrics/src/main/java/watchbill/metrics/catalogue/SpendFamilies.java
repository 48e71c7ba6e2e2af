package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CLASS;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.PARENT;
import static watchbill.metrics.catalogue.Label.PERIOD;
import static watchbill.metrics.catalogue.Label.PROVIDER;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TASK_KIND;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.USE;

import java.util.List;

/// What agents consume, and what it costs.
public final class SpendFamilies {
  private static final String RESPONSES_ONCE =
      "agent.model.finished, one model response counted once";

  private static final String LEDGER = "agent_cost_usd_total and the agent's events and pods";
  private static final String TO_DATE = "the dates of the responses, each by its first report";

  /// Tokens by class.
  public static final Counter<TokenLabels> TOKENS_CONSUMED =
      Counter.ours(
          "agent_tokens_consumed_total",
          Unit.TOKENS,
          TokenLabels.LABELS,
          "Tokens that models read and wrote for the agent, by class.",
          RESPONSES_ONCE);

  /// Distinct model responses.
  public static final Counter<ModelLabels> MODEL_RESPONSES =
      Counter.ours(
          "agent_model_responses_total",
          Unit.NONE,
          ModelLabels.LABELS,
          "Distinct model responses that the agent got.",
          RESPONSES_ONCE);

  /// The price of all tokens that have one.
  public static final Counter<CostLabels> COST =
      Counter.ours(
          "agent_cost_usd_total",
          Unit.USD,
          CostLabels.LABELS,
          "List price of what the agent consumed, in US dollars, by what was paid for.",
          "agent_tokens_consumed_total and the price book");

  /// Tokens for which no price is known.
  public static final Counter<ModelLabels> UNPRICED_TOKENS =
      Counter.ours(
          "agent_unpriced_tokens_total",
          Unit.TOKENS,
          ModelLabels.LABELS,
          "Tokens for which there was no price when they were counted.",
          "agent_tokens_consumed_total and the price book");

  /// Unpriced tokens that have been priced since.
  public static final Counter<ModelLabels> PRICED_LATER_TOKENS =
      Counter.ours(
          "agent_priced_later_tokens_total",
          Unit.TOKENS,
          ModelLabels.LABELS,
          "Unpriced tokens that were priced when their price arrived; the rest is missing from the"
              + " bill.",
          "agent_unpriced_tokens_total and the price book");

  /// Responses that cannot be told from those that were counted and forgotten.
  public static final Counter<ModelLabels> STALE_RESPONSES =
      Counter.ours(
          "agent_stale_responses_total",
          Unit.NONE,
          ModelLabels.LABELS,
          "Model responses older than the memory of responses: not counted, since they may have"
              + " been counted before.",
          RESPONSES_ONCE);

  /// The same dollars as [#COST], but for [#OPEN_COST], by what they were spent for.
  public static final Counter<UseLabels> SETTLED_COST =
      Counter.ours(
          "agent_settled_cost_usd_total",
          Unit.USD,
          UseLabels.LABELS,
          "What the agent's dollars were spent for, once that is decided. With agent_open_cost_usd"
              + " it is all of agent_cost_usd_total.",
          LEDGER);

  /// Dollars spent on tasks that go on.
  public static final Gauge<AgentLabels> OPEN_COST =
      Gauge.ours(
          "agent_open_cost_usd",
          Unit.USD,
          AgentLabels.LABELS,
          "Dollars spent on tasks that go on: whether they were of use is not decided yet.",
          LEDGER);

  /// Dollars of the current day, week and month.
  public static final Gauge<PeriodLabels> TO_DATE_COST =
      Gauge.ours(
          "agent_to_date_cost_usd",
          Unit.USD,
          PeriodLabels.LABELS,
          "What the agent has spent in the current day, week or month of its tenant's time zone.",
          TO_DATE);

  /// Tokens of the current day, week and month.
  public static final Gauge<PeriodLabels> TO_DATE_TOKENS =
      Gauge.ours(
          "agent_to_date_tokens",
          Unit.TOKENS,
          PeriodLabels.LABELS,
          "Tokens of all classes in the current day, week or month of the tenant's time zone.",
          TO_DATE);

  /// Which agents work for others.
  public static final Gauge<ParentLabels> PARENT_INFO =
      Gauge.ours(
          "agent_parent_info",
          Unit.NONE,
          ParentLabels.LABELS,
          "1 for the agent that this agent works for. Spend is the child's alone: join to roll it"
              + " up.",
          "agent.session.started: parent");

  /// What tasks cost.
  public static final Histogram<TaskLabels> TASK_COST =
      Histogram.ours(
          "agent_task_cost_usd",
          Unit.USD,
          TaskLabels.LABELS,
          "What an ended task cost, by kind; tasks with unpriced tokens are left out.",
          "agent_cost_usd_total and agent.task.finished",
          0x1p-10,
          0x1p-8,
          0x1p-6,
          0x1p-4,
          0x1p-2,
          0x1p0,
          0x1p2,
          0x1p4,
          0x1p6,
          0x1p8,
          0x1p10);

  /// How many tokens sessions consumed.
  public static final Histogram<RoleLabels> SESSION_TOKENS =
      Histogram.ours(
          "agent_session_tokens",
          Unit.TOKENS,
          RoleLabels.LABELS,
          "Tokens of all classes that an ended session consumed.",
          "agent_tokens_consumed_total and agent.session.ended",
          0x1p10,
          0x1p12,
          0x1p14,
          0x1p16,
          0x1p18,
          0x1p20,
          0x1p22,
          0x1p24,
          0x1p26);

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          TOKENS_CONSUMED,
          MODEL_RESPONSES,
          COST,
          UNPRICED_TOKENS,
          PRICED_LATER_TOKENS,
          STALE_RESPONSES,
          SETTLED_COST,
          OPEN_COST,
          TO_DATE_COST,
          TO_DATE_TOKENS,
          PARENT_INFO,
          TASK_COST,
          SESSION_TOKENS);

  private SpendFamilies() {}

  /// An agent and a model that it uses.
  public record ModelLabels(String tenant, String agent, String role, String provider, String model)
      implements LabelSet, Has.Identity, Has.Provider, Has.Model {
    static final Labels<ModelLabels> LABELS =
        Labels.of(ModelLabels.class, TENANT, AGENT, ROLE, PROVIDER, MODEL);
  }

  /// An agent, a model that it uses, and what was paid for.
  public record CostLabels(
      String tenant, String agent, String role, String provider, String model, String kind)
      implements LabelSet, Has.Identity, Has.Provider, Has.Model, Has.Kind {
    static final Labels<CostLabels> LABELS =
        Labels.of(CostLabels.class, TENANT, AGENT, ROLE, PROVIDER, MODEL, KIND);
  }

  /// An agent and what it spent its dollars for.
  public record UseLabels(String tenant, String agent, String role, String use)
      implements LabelSet, Has.Identity, Has.Use {
    static final Labels<UseLabels> LABELS = Labels.of(UseLabels.class, TENANT, AGENT, ROLE, USE);
  }

  /// An agent and a stretch of the calendar.
  public record PeriodLabels(String tenant, String agent, String role, String period)
      implements LabelSet, Has.Identity, Has.Period {
    static final Labels<PeriodLabels> LABELS =
        Labels.of(PeriodLabels.class, TENANT, AGENT, ROLE, PERIOD);
  }

  /// An agent and the one that it works for.
  public record ParentLabels(String tenant, String agent, String role, String parent)
      implements LabelSet, Has.Identity, Has.Parent {
    static final Labels<ParentLabels> LABELS =
        Labels.of(ParentLabels.class, TENANT, AGENT, ROLE, PARENT);
  }

  /// An agent, a model that it uses, and a class of tokens.
  public record TokenLabels(
      String tenant, String agent, String role, String provider, String model, String tokenClass)
      implements LabelSet, Has.Identity, Has.Provider, Has.Model, Has.TokenClass {
    static final Labels<TokenLabels> LABELS =
        Labels.of(TokenLabels.class, TENANT, AGENT, ROLE, PROVIDER, MODEL, CLASS);
  }

  /// All agents of a tenant that have one role.
  public record RoleLabels(String tenant, String role) implements LabelSet, Has.Tenant, Has.Role {
    static final Labels<RoleLabels> LABELS = Labels.of(RoleLabels.class, TENANT, ROLE);
  }

  /// All agents of a tenant that have one role, and a kind of their tasks.
  public record TaskLabels(String tenant, String role, String taskKind)
      implements LabelSet, Has.Tenant, Has.Role, Has.TaskKind {
    static final Labels<TaskLabels> LABELS = Labels.of(TaskLabels.class, TENANT, ROLE, TASK_KIND);
  }
}
