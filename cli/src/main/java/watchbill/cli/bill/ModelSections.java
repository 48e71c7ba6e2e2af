package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import watchbill.core.TokenClass;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.money.Use;

/// The bill by what was paid for: models, kinds of cost, and what it was good for.
final class ModelSections {
  private ModelSections() {}

  static Section models(Collection<AgentSpend> agents) {
    Map<List<String>, Line> lines = new HashMap<>();
    for (AgentSpend agent : agents) {
      for (ModelBill bill : agent.models()) {
        List<String> names = List.of(bill.provider(), bill.model());
        lines.merge(names, Line.of(names, counts(bill), AgentSpend.cost(bill)), Line::plus);
      }
    }
    List<Column> counts = new ArrayList<>(List.of(Columns.RESPONSES, Columns.TOKENS));
    for (TokenClass tokenClass : TokenClass.values()) {
      counts.add(Column.detail(word(tokenClass)));
    }
    counts.add(Column.detail("server_tool_calls"));
    counts.add(Columns.UNPRICED);
    return new Section(
        "models",
        "By model",
        List.of("provider", "model"),
        counts,
        List.of(Columns.USD),
        Columns.sorted(lines.values()),
        true);
  }

  private static List<Long> counts(ModelBill bill) {
    List<Long> counts = new ArrayList<>(List.of(bill.responses(), bill.usage().total()));
    for (TokenClass tokenClass : TokenClass.values()) {
      counts.add(bill.usage().of(tokenClass));
    }
    counts.add(bill.usage().serverTools());
    counts.add(AgentSpend.unpriced(bill));
    return counts;
  }

  static Section kinds(Collection<AgentSpend> agents) {
    List<Line> lines = new ArrayList<>();
    List<ModelBill> bills = agents.stream().flatMap(agent -> agent.models().stream()).toList();
    for (TokenClass tokenClass : TokenClass.values()) {
      lines.add(
          Line.of(
              List.of(word(tokenClass)),
              List.of(
                  bills.stream()
                      .mapToLong(bill -> bill.usage().of(tokenClass))
                      .reduce(0, Usage::sum)),
              bills.stream()
                  .map(bill -> BigInteger.valueOf(bill.cost().of(tokenClass)))
                  .reduce(BigInteger.ZERO, BigInteger::add)));
    }
    lines.add(
        Line.of(
            List.of("server_tools"),
            List.of(
                bills.stream().mapToLong(bill -> bill.usage().serverTools()).reduce(0, Usage::sum)),
            bills.stream()
                .map(bill -> BigInteger.valueOf(bill.cost().serverTools()))
                .reduce(BigInteger.ZERO, BigInteger::add)));
    return new Section(
        "kinds",
        "By kind of cost: tokens by class, and calls of the provider's tools",
        List.of("kind"),
        List.of(Column.shown("units")),
        List.of(Columns.USD),
        lines,
        false);
  }

  static Section uses(Collection<AgentSpend> agents) {
    List<Line> lines = new ArrayList<>();
    BigInteger rest =
        agents.stream().map(AgentSpend::picoUsd).reduce(BigInteger.ZERO, BigInteger::add);
    for (Use use : Use.values()) {
      BigInteger picoUsd =
          agents.stream()
              .map(agent -> BigInteger.valueOf(agent.uses.of(use)))
              .reduce(BigInteger.ZERO, BigInteger::add);
      lines.add(Line.of(List.of(word(use), meaning(use)), List.of(), picoUsd));
      rest = rest.subtract(picoUsd);
    }
    if (rest.signum() != 0) {
      lines.add(Line.of(List.of("unattributed", "too large to be counted apart"), List.of(), rest));
    }
    return new Section(
        "uses", "By use", List.of("use", "meaning"), List.of(), List.of(Columns.USD), lines, false);
  }

  private static String meaning(Use use) {
    return switch (use) {
      case PRODUCTIVE -> "nothing is known against it";
      case LOOPED -> "while the agent repeated itself";
      case DUPLICATED -> "for a task that had been completed already";
      case LOST -> "since the last checkpoint, when the container ended";
      case COMPACTION -> "to make the context smaller, and to cache it anew";
      case CACHE_MISS -> "above a cache hit, for a prompt that had been cached";
      case IDLE -> "without any task, by an agent that has tasks";
      case OPEN -> "for what goes on: not decided yet";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
