package watchbill.exporter.gpu;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import watchbill.connectors.gpu.DcgmAnswer;
import watchbill.connectors.gpu.DcgmExporters;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.connectors.gpu.SmiProgram;
import watchbill.connectors.poll.Poll;
import watchbill.exporter.Observation;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ExpositionSource;

/// Observes the GPUs of the fleet by the pages of DCGM exporters, and those of this machine by
/// `nvidia-smi`. The source `dcgm` is down when there are exporters and none answers; those of
/// single nodes have `watchbill_gpu_page_up`.
public final class GpuObservation implements Observation {
  private final GpuConfig config;
  private final Supplier<List<DcgmTarget>> discovered;
  private final InstantSource clock;
  private final GpuSeries series;
  private final PageSeries pages = new PageSeries();
  private final DcgmExporters exporters;
  private final SourceHealth dcgm;
  private final List<SourceHealth> sources = new ArrayList<>();
  private final List<Poll> polls = new ArrayList<>();

  /// An observation that is not started yet.
  ///
  /// @param program `nvidia-smi`; empty when it is not to be run
  /// @param discovered the exporters whose pods are known at the moment; asked on a thread of its
  ///   own, must not wait
  /// @param staleAfter for how long what a source said last is believed, and always until it was
  ///   asked twice more
  public GpuObservation(
      GpuConfig config,
      Optional<Path> program,
      GpuCluster cluster,
      Supplier<List<DcgmTarget>> discovered,
      Duration staleAfter,
      InstantSource clock) {
    this.config = config;
    this.discovered = discovered;
    this.clock = clock;
    this.series = new GpuSeries(config, cluster, longer(staleAfter, config));
    this.exporters = new DcgmExporters(config.giveUpAfter());
    this.dcgm = SourceHealth.supplementary("dcgm", clock);
    if (config.dcgm().discover() || !config.dcgm().addresses().isEmpty()) {
      sources.add(dcgm);
      polls.add(new Poll("dcgm", config.every(), this::askExporters, dcgm));
    }
    if (program.isPresent()) {
      SourceHealth smi = SourceHealth.supplementary("nvidia-smi", clock);
      SmiProgram run = new SmiProgram(program.get(), config.giveUpAfter());
      sources.add(smi);
      polls.add(new Poll("nvidia-smi", config.every(), () -> askProgram(run), smi));
    }
  }

  @Override
  public List<SourceHealth> sources() {
    return List.copyOf(sources);
  }

  @Override
  public List<ExpositionSource> series() {
    return List.of(series, pages);
  }

  @Override
  public void start() {
    polls.forEach(Poll::start);
  }

  @Override
  public void close() {
    polls.forEach(Poll::close);
    exporters.close();
  }

  private static Duration longer(Duration staleAfter, GpuConfig config) {
    Duration twoLooks = config.every().plus(config.giveUpAfter()).multipliedBy(2);
    return staleAfter.compareTo(twoLooks) < 0 ? twoLooks : staleAfter;
  }

  private void askExporters() throws IOException, InterruptedException {
    try {
      List<DcgmAnswer> answers = exporters.ask(targets());
      pages.show(answers);
      List<String> failures = new ArrayList<>();
      for (DcgmAnswer answer : answers) {
        switch (answer) {
          case DcgmAnswer.Page page -> series.heard(page, clock.millis());
          case DcgmAnswer.None none -> failures.add(none.why());
        }
      }
      if (!failures.isEmpty() && failures.size() == answers.size()) {
        throw new IOException("no DCGM exporter of " + answers.size() + ": " + failures.getFirst());
      }
      failures.forEach(_ -> dcgm.erred());
    } finally {
      series.tick(clock.millis());
    }
  }

  private void askProgram(SmiProgram run) throws IOException, InterruptedException {
    try {
      series.heard(config.node(), run.ask(), clock.millis());
    } finally {
      series.tick(clock.millis());
    }
  }

  /// Each page once; one whose node is known by discovery is not taken for another.
  private List<DcgmTarget> targets() {
    Map<String, DcgmTarget> targets = new LinkedHashMap<>();
    if (config.dcgm().discover()) {
      discovered.get().forEach(target -> targets.putIfAbsent(target.page().toString(), target));
    }
    config
        .dcgm()
        .addresses()
        .forEach(target -> targets.putIfAbsent(target.page().toString(), target));
    return List.copyOf(targets.values());
  }
}
