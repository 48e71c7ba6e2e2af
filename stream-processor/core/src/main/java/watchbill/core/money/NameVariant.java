package watchbill.core.money;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model's name with something left off that does not change its price, and what that was. A
/// variant counts only when the book has a row of exactly that name: nothing is found by
/// similarity.
///
/// @param dropped what was left off, in words
record NameVariant(String name, List<String> dropped) {
  /// A version of the name on Bedrock, such as `-v1:0`.
  private static final Pattern VERSION = Pattern.compile("-v[0-9]{1,2}(:[0-9]{1,2})?$");

  /// The day of a release: `-20250929`, `-2025-09-29`, `@20250929`.
  private static final Pattern DAY =
      Pattern.compile(
          "(-|@)20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$"
              + "|-20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");

  private static final Pattern LATEST = Pattern.compile("(-|@)latest$|@default$");

  /// Inference profiles of Bedrock that are billed as in the region itself. `global.` is none: it
  /// has a price of its own.
  private static final Pattern REGION =
      Pattern.compile("^(us-gov|us|eu|apac|jp|au|ca)\\.(?=[a-z0-9]+\\.)");

  private static final Set<String> REGIONAL = Set.of("aws.bedrock");

  private static final Pattern MAKER =
      Pattern.compile("^(anthropic|amazon|meta|mistral|cohere|deepseek|openai)\\.");

  private static final Pattern FOLDER = Pattern.compile("^(publishers/[a-z0-9-]+/)?models/");

  /// The variants of a name at this provider, from the longest; the name itself is not among them.
  static List<NameVariant> of(String provider, String model) {
    List<NameVariant> fronts = new ArrayList<>();
    fronts.add(new NameVariant(model, List.of()));
    int slash = model.indexOf('/');
    if (slash > 0 && ProviderNames.canonical(model.substring(0, slash)).equals(provider)) {
      fronts.add(last(fronts).without(0, slash + 1, "the provider's prefix"));
    }
    for (Drop drop : DROPS) {
      Matcher found = drop.pattern.matcher(last(fronts).name);
      if (found.find() && (!drop.onBedrock || REGIONAL.contains(provider))) {
        fronts.add(last(fronts).without(found.start(), found.end(), drop.what));
      }
    }
    List<NameVariant> all = new ArrayList<>();
    for (NameVariant front : fronts) {
      all.add(front);
      NameVariant rest = front;
      for (Drop drop : ENDS) {
        Matcher found = drop.pattern.matcher(rest.name);
        if (found.find() && found.start() > 0) {
          rest = rest.without(found.start(), found.end(), drop.what);
          all.add(rest);
        }
      }
    }
    return all.subList(1, all.size());
  }

  private static final List<Drop> DROPS =
      List.of(
          new Drop(FOLDER, "the path", false),
          new Drop(REGION, "the region's prefix", true),
          new Drop(MAKER, "the maker's prefix", true));

  private static final List<Drop> ENDS =
      List.of(
          new Drop(VERSION, "the version", false),
          new Drop(DAY, "the day of the release", false),
          new Drop(LATEST, "the ending", false));

  private record Drop(Pattern pattern, String what, boolean onBedrock) {}

  private NameVariant without(int from, int to, String what) {
    List<String> more = new ArrayList<>(dropped);
    more.add("left off " + what + " " + name.substring(from, to));
    return new NameVariant(name.substring(0, from) + name.substring(to), List.copyOf(more));
  }

  private static NameVariant last(List<NameVariant> variants) {
    return variants.getLast();
  }
}
