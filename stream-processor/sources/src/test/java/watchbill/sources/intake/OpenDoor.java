package watchbill.sources.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.connectors.journal.Journal;
import watchbill.connectors.journal.JournalTail;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;
import watchbill.wire.otlp.TelemetryMapper;

/// A door without a server, and what came through it.
final class OpenDoor implements AutoCloseable {
  static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

  final Journal journal;
  final Intake intake;
  final Door door;

  private final InstantSource clock;

  OpenDoor(Path folder, String yaml) throws IOException {
    this(folder, yaml, () -> Instant.ofEpochMilli(NOW));
  }

  OpenDoor(Path folder, String yaml, InstantSource clock) throws IOException {
    this.clock = clock;
    ConfigSection config = ConfigFile.parse("test.yaml", yaml, folder, _ -> null);
    IntakeConfig intakeConfig = IntakeConfig.of(config);
    config.refuseUnknown();
    journal = Journal.open(folder, intakeConfig.journal(), clock);
    intake = new Intake(journal, new TelemetryMapper(), intakeConfig.limits(), clock);
    door = new Door(intake, intakeConfig);
  }

  /// Posts as the server would; gives `STATUS BODY`.
  String post(String path, String type, String body, String... headers)
      throws InterruptedException {
    return post(path, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  String post(String path, String type, byte[] body, String... headers)
      throws InterruptedException {
    Response answer = answer(path, type, body, headers);
    StringBuilder text = new StringBuilder().append(answer.status()).append(' ');
    answer.body().forEach(piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
    return text.toString().strip();
  }

  Response answer(String path, String type, byte[] body, String... headers)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(Map.of("content-type", type));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    Request request = new Request(path, "", all, body);
    Response refusal = door.refusal(request).orElse(null);
    return refusal == null ? door.to(request) : refusal;
  }

  /// What is in the journal: `SUBJECT JSON`.
  List<String> stored() throws InterruptedException {
    List<String> lines = new ArrayList<>();
    JournalTail tail = new JournalTail(journal, StreamPosition.beginningOf(Journal.STREAM), clock);
    while (tail.next(Duration.ofMillis(1)) instanceof TailItem.Message message) {
      lines.add(message.subject() + " " + new String(message.data(), StandardCharsets.UTF_8));
    }
    return lines;
  }

  @Override
  public void close() {
    journal.close();
  }
}
