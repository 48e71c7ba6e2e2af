package watchbill.cli.page;

import java.util.List;
import java.util.Map;
import watchbill.cli.explain.Standing;
import watchbill.cli.explain.Verdict;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.exporter.budgets.BudgetStanding;
import watchbill.exporter.health.Readiness;

/// A fleet at a moment. Not changed once it is made.
///
/// @param atMillis the moment, in milliseconds since the epoch
/// @param burnSinceMillis when the time began over which the pace of spend is told
/// @param published whether all about the past has been told
/// @param heard whether what agents did last is still what they do
/// @param agents those in trouble first
/// @param isFull whether there are more agents than are kept
/// @param all all agents in numbers
/// @param tenants those of each tenant, by name
/// @param verdicts the newest first
/// @param budgets that several agents share, those that are used up most first; then the most used
///   up of those that agents have for their own
/// @param ofAgents of each agent that has one for its own, that which is used up most
record FleetState(
    long atMillis,
    long burnSinceMillis,
    boolean published,
    boolean heard,
    List<Readiness> sources,
    List<Standing> agents,
    boolean isFull,
    Tally all,
    Map<String, Tally> tenants,
    List<Signal.IncidentBegan> incidents,
    List<Verdict> verdicts,
    List<BudgetStanding> budgets,
    Map<AgentKey, BudgetStanding> ofAgents) {}
