package watchbill.core.time;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The spans in which nobody could be heard, because the way from the agents was down. Silence in
/// them is no evidence, so every limit on silence is longer by them. One owner thread.
public final class Outages {
  /// How many spans are remembered. Beyond it the two that are closest become one, with the time
  /// between them: a verdict may come late by it, and none comes early.
  static final int REMEMBERED = 64;

  private record Span(long fromMillis, long toMillis) {}

  private final List<Span> spans = new ArrayList<>();

  /// Adds a span, in milliseconds since the epoch; it takes the place of one that begins with it.
  public void add(long fromMillis, long toMillis) {
    if (toMillis <= fromMillis) {
      return;
    }
    if (!spans.removeIf(span -> span.fromMillis == fromMillis) && spans.size() == REMEMBERED) {
      joinClosest(fromMillis);
    }
    int place = spans.size();
    while (place > 0 && spans.get(place - 1).fromMillis > fromMillis) {
      place--;
    }
    spans.add(place, new Span(fromMillis, toMillis));
  }

  /// As many spans as these, to which more may be added.
  public Outages copy() {
    Outages copy = new Outages();
    copy.spans.addAll(spans);
    return copy;
  }

  /// Joins two that are over: one that still lasts may yet be replaced by a shorter one.
  private void joinClosest(long nowMillis) {
    int closest = 0;
    for (int i = 1; i < spans.size() - 1; i++) {
      if (spans.get(i + 1).toMillis <= nowMillis && gapAfter(i) < gapAfter(closest)) {
        closest = i;
      }
    }
    Span first = spans.get(closest);
    Span second = spans.remove(closest + 1);
    spans.set(closest, new Span(first.fromMillis, Math.max(first.toMillis, second.toMillis)));
  }

  private long gapAfter(int number) {
    return spans.get(number + 1).fromMillis - spans.get(number).toMillis;
  }

  /// The moment at which somebody silent since `sinceMillis` has been silent for `limitMillis` of
  /// time in which he could have been heard.
  public long after(long sinceMillis, long limitMillis) {
    long at = sinceMillis;
    long left = limitMillis;
    for (Span span : spans) {
      if (span.toMillis <= at) {
        continue;
      }
      long heard = Math.max(0, span.fromMillis - at);
      if (left <= heard) {
        break;
      }
      left -= heard;
      at = span.toMillis;
    }
    return at + left;
  }

  /// Writes the spans.
  public void save(StateOutput out) {
    out.number(spans.size());
    for (Span span : spans) {
      out.number(span.fromMillis);
      out.number(span.toMillis);
    }
  }

  /// Reads what [#save] wrote.
  public static Outages restore(StateInput in) {
    Outages outages = new Outages();
    for (int left = in.count(); left > 0; left--) {
      outages.spans.add(new Span(in.number(), in.number()));
    }
    return outages;
  }
}
