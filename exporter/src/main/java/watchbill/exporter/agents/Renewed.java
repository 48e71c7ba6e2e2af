package watchbill.exporter.agents;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;

/// Series made of signals that can begin anew: the old ones are shown until the new ones have
/// caught up, and then no scrape sees a mixture. [#startAgain] and [#publish] are for one thread;
/// the rest is as safe as the series themselves.
///
/// @param <S> the series
public final class Renewed<S extends SignalSink & ExpositionSource>
    implements FeedSink, ExpositionSource {
  private final Supplier<S> make;
  private final Consumer<S> show;
  private volatile S shown;
  private volatile @Nullable S next;
  private volatile boolean published;

  /// Series that show nothing yet.
  ///
  /// @param make makes them, empty
  /// @param show lets them be seen
  public Renewed(Supplier<S> make, Consumer<S> show) {
    this.make = make;
    this.show = show;
    this.shown = make.get();
  }

  @Override
  public void accept(Signal signal) {
    S renewed = next;
    (renewed == null ? shown : renewed).accept(signal);
  }

  @Override
  public void startAgain() {
    if (published) {
      next = make.get();
    } else {
      shown = make.get();
    }
  }

  @Override
  public void publish() {
    S renewed = next;
    if (renewed != null) {
      show.accept(renewed);
      shown = renewed;
      next = null;
    } else if (!published) {
      show.accept(shown);
    }
    published = true;
  }

  /// Those that are shown, or would be: the old ones until the new ones have caught up.
  public S shown() {
    return shown;
  }

  /// Whether they are shown.
  public boolean isPublished() {
    return published;
  }

  @Override
  public List<Family<?>> families() {
    return shown.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return shown.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return shown.writeTo(format, out);
  }
}
