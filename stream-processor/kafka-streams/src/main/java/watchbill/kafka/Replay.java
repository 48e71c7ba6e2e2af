package watchbill.kafka;

import java.nio.charset.StandardCharsets;
import watchbill.core.rules.Fleet;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;

/// Does to a fleet what its journal says was done, and tells nothing: that was told before.
final class Replay {
  private final Fleet fleet;
  private final EventReader reader = new EventReader();

  Replay(Fleet fleet) {
    this.fleet = fleet;
  }

  void apply(JournalEntry entry) {
    switch (entry) {
      case JournalEntry.Heard heard -> {
        byte[] json = heard.json().getBytes(StandardCharsets.UTF_8);
        Decoded decoded = reader.read(heard.agent(), json, 0, json.length, heard.heardAtMillis());
        if (decoded instanceof Decoded.Accepted accepted) {
          fleet.apply(accepted.activity(), _ -> {});
        } else {
          throw new IllegalArgumentException(
              "journal: want an event that was accepted before, have " + decoded);
        }
      }
      case JournalEntry.Drained drained -> fleet.advance(drained.toMillis(), _ -> {});
    }
  }
}
