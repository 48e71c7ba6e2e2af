package watchbill.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import watchbill.cli.NaiveReading.Told;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.Usage;

/// A way to read recorded answers that some program uses.
///
/// @param title what it is, for a person
/// @param reading what it counts, each with the usage that it takes for the response's
record NaiveReading(String title, Function<List<Told>, Collection<ModelAnswered>> reading) {
  /// The right one.
  static final NaiveReading OURS = new NaiveReading("each response once", NaiveReading::responses);

  /// It and the wrong ones.
  static final List<NaiveReading> ALL =
      List.of(
          OURS,
          new NaiveReading(
              "the sum of all lines", told -> told.stream().map(Told::answer).toList()),
          new NaiveReading(
              "the first piece of each response",
              told -> keyed(told, _ -> "", (first, _) -> first)),
          new NaiveReading(
              "each session counted alone",
              told -> keyed(told, Told::session, NaiveReading::merged)),
          new NaiveReading(
              "each response, and its session's sum again",
              told -> {
                List<ModelAnswered> twice = new ArrayList<>(responses(told));
                twice.addAll(responses(told));
                return twice;
              }),
          new NaiveReading(
              "one-hour cache writes at the five-minute price",
              classes(usage ->
                  new Usage(
                      usage.input(),
                      usage.output(),
                      usage.cacheRead(),
                      usage.cacheWrite5m() + usage.cacheWrite1h(),
                      0,
                      usage.serverTools()))),
          new NaiveReading(
              "cache reads at the price of input",
              classes(usage ->
                  new Usage(
                      usage.input() + usage.cacheRead(),
                      usage.output(),
                      0,
                      usage.cacheWrite5m(),
                      usage.cacheWrite1h(),
                      usage.serverTools()))),
          new NaiveReading(
              "the cache inside of input and beside it",
              classes(usage ->
                  new Usage(
                      usage.prompt(),
                      usage.output(),
                      usage.cacheRead(),
                      usage.cacheWrite5m(),
                      usage.cacheWrite1h(),
                      usage.serverTools()))),
          new NaiveReading(
              "the cache not counted",
              classes(usage ->
                  new Usage(usage.input(), usage.output(), 0, 0, 0, usage.serverTools()))));

  /// An answer as one line of one session tells it.
  record Told(String session, ModelAnswered answer) {}

  /// What it counts of these lines.
  Collection<ModelAnswered> of(List<Told> told) {
    return reading.apply(told);
  }

  private static Collection<ModelAnswered> responses(List<Told> told) {
    return keyed(told, _ -> "", NaiveReading::merged);
  }

  /// Each response once, with its tokens put into other classes.
  private static Function<List<Told>, Collection<ModelAnswered>> classes(
      UnaryOperator<Usage> change) {
    return told -> {
      List<ModelAnswered> changed = new ArrayList<>();
      for (ModelAnswered answer : responses(told)) {
        changed.add(BillHistory.with(answer, change.apply(answer.usage())));
      }
      return changed;
    };
  }

  private static Collection<ModelAnswered> keyed(
      List<Told> told, Function<Told, String> scope, BinaryOperator<ModelAnswered> merge) {
    Map<List<String>, ModelAnswered> responses = new LinkedHashMap<>();
    for (Told one : told) {
      responses.merge(List.of(scope.apply(one), one.answer().response()), one.answer(), merge);
    }
    return responses.values();
  }

  private static ModelAnswered merged(ModelAnswered first, ModelAnswered next) {
    return BillHistory.with(first, first.usage().max(next.usage()));
  }
}
