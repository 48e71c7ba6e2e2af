package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import watchbill.cli.explain.AgentsAnswer;
import watchbill.cli.explain.Bounds;
import watchbill.cli.explain.Journal;
import watchbill.cli.explain.TimelineAnswer;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.core.Activity;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.sources.files.EventRecording;
import watchbill.sources.files.RecordedLine;
import watchbill.wire.Decoded;
import watchbill.wire.Rfc3339;

/// What is answered about agents after a part of a recording.
final class ExplainedRecording {
  private static final Path RECORDINGS =
      Path.of(System.getProperty("watchbill.root"), "simulator/recordings");

  private final Journal journal = new Journal(Bounds.ofHeap());
  private final Fleet fleet;
  private final long nowMillis;

  private ExplainedRecording(long nowMillis) throws IOException {
    this.nowMillis = nowMillis;
    this.fleet = new Fleet(FleetOptions.DEFAULT.with(Prices.shipped()));
    journal.begin(0);
  }

  /// Plays a recording up to a time of its day.
  static ExplainedRecording until(String name, String time) throws IOException {
    ExplainedRecording played = new ExplainedRecording(Rfc3339.parse("2026-11-22T" + time + "Z"));
    try (InputStream in = Files.newInputStream(RECORDINGS.resolve(name))) {
      EventRecording recording = new EventRecording(in, "recording");
      for (RecordedLine line = recording.next(); line != null; line = recording.next()) {
        if (line.decoded() instanceof Decoded.Accepted accepted) {
          played.hear(accepted.activity());
        }
      }
    }
    played.fleet.advance(played.nowMillis, played.journal);
    return played;
  }

  private void hear(Activity activity) {
    if (activity.heardAtMillis() > nowMillis) {
      return;
    }
    long before = fleet.duplicates();
    fleet.advance(activity.heardAtMillis(), journal);
    fleet.apply(activity, journal);
    if (fleet.duplicates() == before) {
      journal.applied(activity);
    }
  }

  /// What is answered at a path.
  String ask(String path, String accept) throws InterruptedException {
    Answer answer =
        path.endsWith("/timeline")
            ? new TimelineAnswer(() -> journal, () -> Instant.ofEpochMilli(nowMillis))
            : new AgentsAnswer(() -> journal, InstantSource.system());
    Response response = answer.to(new Request(path, Map.of("accept", accept)));
    assertThat(response.status()).isEqualTo(200);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    response.body().forEach(all::writeBytes);
    return all.toString(StandardCharsets.UTF_8);
  }
}
