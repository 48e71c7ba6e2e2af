package watchbill.cli.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchbill.cli.explain.Charge;
import watchbill.cli.explain.Printable;
import watchbill.cli.explain.Standing;
import watchbill.cli.explain.Words;
import watchbill.connectors.http.Request;
import watchbill.core.AgentActivity;

/// Which agents somebody wants to see.
///
/// @param text what their names, roles or causes must hold; all when empty
/// @param tenant whose; everybody's when empty
/// @param activities what they must be doing; anything when empty
/// @param offset how many of those to leave out first
/// @param limit how many to show then
record FleetQuery(
    String text,
    String tenant,
    Set<AgentActivity> activities,
    FleetOrder order,
    int offset,
    int limit) {
  private static final int LIMIT = 50;
  private static final int MOST = 500;
  private static final int LONGEST_TEXT = 256;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");

  /// What is wrong with a request, in one line; empty when nothing is.
  static String refusal(Request request) {
    for (String name : words(request.parameter("state"))) {
      if (keys(AgentActivity.class).noneMatch(name::equals)) {
        return "state: want some of %s, have %s".formatted(all(AgentActivity.class), line(name));
      }
    }
    String order = request.parameter("sort");
    if (!order.isEmpty() && keys(FleetOrder.class).noneMatch(order::equals)) {
      return "sort: want one of %s, have %s".formatted(all(FleetOrder.class), line(order));
    }
    for (String key : List.of("offset", "limit")) {
      String number = request.parameter(key);
      if (!number.isEmpty() && !NUMBER.matcher(number).matches()) {
        return "%s: want a number, have %s".formatted(key, line(number));
      }
    }
    String limit = request.parameter("limit");
    if (!limit.isEmpty() && Integer.parseInt(limit) > MOST) {
      return "limit: want %d or less, have %s".formatted(MOST, limit);
    }
    return request.parameter("q").length() > LONGEST_TEXT
        ? "q: want %d characters or fewer, have more".formatted(LONGEST_TEXT)
        : "";
  }

  /// What a request asks with which nothing is wrong.
  static FleetQuery of(Request request) {
    Set<AgentActivity> activities = EnumSet.noneOf(AgentActivity.class);
    for (String name : words(request.parameter("state"))) {
      activities.add(AgentActivity.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    String order = request.parameter("sort");
    return new FleetQuery(
        folded(request.parameter("q").strip()),
        request.parameter("tenant"),
        activities,
        order.isEmpty() ? FleetOrder.TROUBLE : FleetOrder.valueOf(order.toUpperCase(Locale.ROOT)),
        number(request.parameter("offset"), 0),
        number(request.parameter("limit"), LIMIT));
  }

  /// Those of a fleet, in their order, without regard to offset and limit.
  List<Standing> matching(FleetState fleet) {
    List<Standing> found = new ArrayList<>();
    for (Standing one : fleet.agents()) {
      if (matches(one)) {
        found.add(one);
      }
    }
    if (order != FleetOrder.TROUBLE) {
      Comparator<Standing> comparator = order.comparator(fleet.atMillis());
      found.sort(comparator);
    }
    return found;
  }

  /// The part of a list that is to be shown.
  <T> List<T> part(List<T> found) {
    int from = Math.min(offset, found.size());
    return found.subList(from, Math.min(from + limit, found.size()));
  }

  private boolean matches(Standing one) {
    AgentActivity activity = one.activity();
    return (tenant.isEmpty() || tenant.equals(one.agent().tenant()))
        && (activities.isEmpty()
            || activities.contains(activity == null ? AgentActivity.UNKNOWN : activity))
        && (text.isEmpty() || isSaidOf(one));
  }

  private boolean isSaidOf(Standing one) {
    Charge charge = one.charge();
    return folded(one.agent().toString()).contains(text)
        || folded(one.role()).contains(text)
        || (charge != null && Words.of(charge.cause()).contains(text));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static int number(String text, int otherwise) {
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",")).filter(word -> !word.isEmpty()).toList();
  }

  private static <E extends Enum<E>> Stream<String> keys(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Words::key);
  }

  private static <E extends Enum<E>> String all(Class<E> type) {
    return keys(type).collect(Collectors.joining(", "));
  }

  private static String line(String text) {
    String printable = Printable.of(text);
    return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
  }
}
