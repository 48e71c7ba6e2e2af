package watchbill.cli;

import java.io.IOException;
import watchbill.core.Activity;
import watchbill.sources.files.RecordedLine;
import watchbill.sources.files.Recording;
import watchbill.wire.Decoded;

/// One recording being played.
final class Replay {
  private final String name;
  private final Recording recording;
  private final Pacing pacing;
  private final ReplayTarget target;
  private final ReplaySummary summary;

  Replay(
      String name, Recording recording, Pacing pacing, ReplayTarget target, ReplaySummary summary) {
    this.name = name;
    this.recording = recording;
    this.pacing = pacing;
    this.target = target;
    this.summary = summary;
  }

  /// Plays it to its end; a line that is wrong is told, and the rest goes on.
  void play() throws IOException, InterruptedException {
    for (RecordedLine line = recording.next(); line != null; line = recording.next()) {
      switch (line.decoded()) {
        case Decoded.Accepted accepted -> {
          Activity activity = accepted.activity();
          pacing.await(activity.heardAtMillis());
          target.take(activity);
          summary.played();
        }
        case Decoded.Unknown _ -> summary.unknown();
        case Decoded.Rejected rejected ->
            summary.rejected(name, line.number(), rejected.reason(), rejected.detail());
      }
    }
  }
}
