package watchbill.sources.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import watchbill.connectors.journal.Journal;
import watchbill.connectors.journal.JournalLine;
import watchbill.core.AgentKey;
import watchbill.sources.nats.SubjectPattern;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;
import watchbill.wire.otlp.OtlpEvent;
import watchbill.wire.otlp.OtlpMapper;
import watchbill.wire.otlp.OtlpOutcome;
import watchbill.wire.otlp.OtlpRequest;

/// Takes activity into a journal: when a call returns, what it took is safe. Safe from any thread;
/// telemetry is mapped one request at a time, and many are written at once.
public final class Intake {
  /// The subjects of the journal's lines.
  public static final SubjectPattern SUBJECTS =
      SubjectPattern.of("agents.{tenant}.{agent}.activity");

  private final Journal journal;
  private final OtlpMapper mapper;
  private final InstantSource clock;
  private final Tenants tenants;
  private final Tally tally = new Tally();
  private final EventWriter writer = new EventWriter();
  private final ReentrantLock lock = new ReentrantLock();

  /// An intake into this journal.
  public Intake(Journal journal, OtlpMapper mapper, IntakeLimits limits, InstantSource clock) {
    this.journal = journal;
    this.mapper = mapper;
    this.clock = clock;
    this.tenants = new Tenants(limits, System::nanoTime);
  }

  /// What was taken and what was not.
  public Tally tally() {
    return tally;
  }

  /// The events that fall due without a request; to be called every few seconds.
  ///
  /// @throws IOException when they cannot be stored now; they will be due again
  public void settle() throws IOException, InterruptedException {
    CompletableFuture<Void> stored;
    lock.lockInterruptibly();
    try {
      Recollection memory = new Recollection(journal);
      List<OtlpEvent> due = mapper.settle(clock.millis(), memory);
      if (due.isEmpty() && memory.changes().isEmpty()) {
        return;
      }
      stored = journal.add(due.stream().map(this::line).toList(), memory.changes());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      lock.unlock();
    }
    await(stored);
  }

  Tenants tenants() {
    return tenants;
  }

  InstantSource clock() {
    return clock;
  }

  /// Maps a request of this tenant and stores its events.
  ///
  /// @throws IOException when nothing can be stored now
  OtlpOutcome take(Tenant tenant, OtlpRequest request, byte[] body)
      throws IOException, InterruptedException {
    CompletableFuture<Void> stored;
    OtlpOutcome outcome;
    lock.lockInterruptibly();
    try {
      Recollection memory = new Recollection(journal);
      outcome = mapper.take(request, body, memory);
      if (!(outcome instanceof OtlpOutcome.Taken taken)) {
        return outcome;
      }
      List<JournalLine> lines = lines(tenant, taken.events());
      tenant.spend(taken.events().size(), tenants.nowNanos());
      stored = journal.add(lines, memory.changes());
      taken.refused().forEach((why, count) -> tally.leftOut(why.label(), count));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      lock.unlock();
    }
    await(stored);
    return outcome;
  }

  /// Stores lines as they are.
  ///
  /// @throws IOException when nothing can be stored now
  void store(List<JournalLine> lines) throws IOException, InterruptedException {
    await(journal.add(lines, Map.of()));
  }

  /// The subject of this agent's lines.
  static String subject(AgentKey agent) {
    return "agents." + agent.tenant() + "." + agent.agent() + ".activity";
  }

  private List<JournalLine> lines(Tenant tenant, List<OtlpEvent> events) {
    List<JournalLine> lines = new ArrayList<>(events.size());
    for (OtlpEvent event : events) {
      if (tenant.knows(event.agent().agent(), tenants.nowNanos())) {
        lines.add(line(event));
      } else {
        tally.leftOut(Tally.TOO_MANY_AGENTS, 1);
      }
    }
    return lines;
  }

  private JournalLine line(OtlpEvent event) {
    return new JournalLine(
        subject(event.agent()),
        writer.write(event.id(), EventSource.of(event.agent()), event.event()));
  }

  private static void await(CompletableFuture<Void> stored)
      throws IOException, InterruptedException {
    try {
      stored.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException lost) {
        throw lost;
      }
      throw new IllegalStateException("storing events", e.getCause());
    }
  }
}
