package watchbill.sources.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
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
import watchbill.wire.otlp.OtlpRefusal;
import watchbill.wire.otlp.OtlpRequest;

/// Takes activity into a journal: when a call returns, what it took is safe. Safe from any thread;
/// telemetry is mapped one request at a time, and many are written at once.
public final class Intake {
  /// The subjects of the journal's lines.
  public static final SubjectPattern SUBJECTS =
      SubjectPattern.of("agents.{tenant}.{agent}.activity");

  /// So many portions of each place in the memory are settled at most in one call.
  private static final int ROUNDS = 16;

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

  /// The events that fall due without a request; to be called every few seconds. They are stored in
  /// small portions of one tenant each, so that one that brought much holds up no other.
  ///
  /// @throws IOException when some cannot be stored now; they will be due again
  public void settle() throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      List<CompletableFuture<Void>> stored = new ArrayList<>();
      IOException failure = null;
      for (String place : due()) {
        try {
          stored.add(settle(place));
        } catch (IOException e) {
          failure = e;
        }
      }
      for (CompletableFuture<Void> one : stored) {
        await(one);
      }
      if (failure != null) {
        throw failure;
      }
      if (stored.isEmpty()) {
        return;
      }
    }
  }

  private List<String> due() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      return mapper.due(clock.millis(), new Recollection(journal));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Void> settle(String place) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Recollection memory = new Recollection(journal);
      List<OtlpEvent> known = new ArrayList<>();
      long unknown = 0;
      for (OtlpEvent event : mapper.settle(place, clock.millis(), memory)) {
        Tenant tenant = tenants.named(event.agent().tenant());
        if (tenant == null || tenant.knows(event.agent().agent(), tenants.nowNanos())) {
          known.add(event);
        } else {
          unknown++;
        }
      }
      CompletableFuture<Void> stored =
          journal.add(known.stream().map(this::line).toList(), memory.changes());
      tally.leftOut(OtlpRefusal.TOO_MANY_AGENTS.label(), unknown);
      return stored;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      lock.unlock();
    }
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
      taken = ofKnownAgents(tenant, taken);
      outcome = taken;
      tenant.spend(taken.work(), tenants.nowNanos());
      stored = journal.add(taken.events().stream().map(this::line).toList(), memory.changes());
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

  /// What is left of it when the events of agents beyond the tenant's limit are refused.
  private OtlpOutcome.Taken ofKnownAgents(Tenant tenant, OtlpOutcome.Taken taken) {
    List<OtlpEvent> known = new ArrayList<>(taken.events().size());
    for (OtlpEvent event : taken.events()) {
      if (tenant.knows(event.agent().agent(), tenants.nowNanos())) {
        known.add(event);
      }
    }
    if (known.size() == taken.events().size()) {
      return taken;
    }
    Map<OtlpRefusal, Long> refused = new EnumMap<>(OtlpRefusal.class);
    refused.putAll(taken.refused());
    refused.put(OtlpRefusal.TOO_MANY_AGENTS, (long) taken.events().size() - known.size());
    return new OtlpOutcome.Taken(known, refused, taken.work());
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
