package watchbill.cli.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import watchbill.connectors.latest.LatestStore;
import watchbill.connectors.poll.Poll;
import watchbill.core.port.SignalSink;
import watchbill.exporter.agents.AgentSeries;
import watchbill.exporter.agents.FollowedFeed;
import watchbill.exporter.agents.Renewed;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;

/// An exporter that shows what a feed brings, and sees to it that no counter ever falls.
final class FollowingExporter implements AutoCloseable, Poll.Listener {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern COUNTER =
      Pattern.compile("[a-z_]+_(total|count|sum|bucket)(\\{.*)? \\S+");

  private final Renewed<AgentSeries> agents =
      new Renewed<>(() -> new AgentSeries(10_000, () -> true), AgentSeries::publish);
  private final AtomicReference<Throwable> bug = new AtomicReference<>();
  private final FollowedFeed feed;
  private final Map<String, Double> highest = new HashMap<>();
  private volatile String downFor = "never heard";

  FollowingExporter(LatestStore store) {
    feed = new FollowedFeed(store.reader(), this, bug::set);
    feed.subscribe(agents);
    feed.start();
  }

  /// What this history looks like where processor and exporter are one.
  static String inProcess(int from, int to) {
    AgentSeries series = new AgentSeries(10_000, () -> true);
    SignalSink sink = series;
    ToldFleet.tellingTo(sink, null).play(from, to, sink);
    series.publish();
    return page(series);
  }

  @Override
  public void answered() {
    downFor = "";
  }

  @Override
  public void failed(String why) {
    downFor = why;
  }

  /// Why its source is down; empty when it is up.
  String downFor() {
    return downFor;
  }

  /// Waits until it shows this, and looks at every counter meanwhile.
  void awaitPage(String expected) {
    Awaitility.await("the page")
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(look()).isEqualTo(expected));
    assertThat(bug.get()).isNull();
  }

  /// Counters may be lower from now on.
  void forgive() {
    highest.clear();
  }

  /// What it shows now.
  String look() {
    String page = page(agents);
    page.lines().filter(line -> COUNTER.matcher(line).matches()).forEach(this::compare);
    return page;
  }

  private void compare(String line) {
    int blank = line.lastIndexOf(' ');
    double value = Double.parseDouble(line.substring(blank + 1));
    Double before = highest.put(line.substring(0, blank), value);
    if (before != null && before > value) {
      throw new IllegalStateException("a counter fell from " + before + ": " + line);
    }
  }

  private static String page(ExpositionSource source) {
    ByteSink out = new ByteSink(1 << 16);
    source.writeTo(Format.TEXT, out);
    List<String> lines = out.toString().lines().sorted().toList();
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    feed.close();
  }
}
