package watchbill.exporter;

import java.util.List;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ExpositionSource;

/// Something that is observed beside the agents' events, by polls of its own.
public interface Observation extends AutoCloseable {
  /// The health of each of its sources, from the start; their names differ from all others.
  List<SourceHealth> sources();

  /// What it shows.
  List<ExpositionSource> series();

  /// Begins to observe; called once, when the exporter can be scraped. Does not wait.
  void start();

  /// Ends what was begun; returns when nothing of it runs any more.
  @Override
  void close();
}
