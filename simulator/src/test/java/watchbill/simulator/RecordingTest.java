package watchbill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentKey;
import watchbill.simulator.story.Duplicates;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;
import watchbill.simulator.story.TroubleKind;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;

class RecordingTest {
  private static final Path RECORDINGS =
      Path.of(System.getProperty("watchbill.root"), "simulator", "recordings");

  /// Two agents of two tenants; one of them calls a tool that hangs for 12 minutes.
  private static final FleetPlan HUNG_TOOL =
      FleetPlan.of(11, 2, 2)
          .at(
              new Pace(
                  1,
                  Duration.ofMinutes(4),
                  Duration.ofMinutes(2),
                  Duration.ofMinutes(2),
                  Duration.ofMinutes(12),
                  Duration.ofHours(1),
                  Duration.ofHours(2)))
          .with(EnumSet.of(TroubleKind.HUNG_TOOL))
          .lasting(Duration.ofMinutes(20));

  /// Six agents of two tenants, and all that can go wrong, within a minute.
  private static final FleetPlan TROUBLED_MINUTE =
      FleetPlan.of(12, 6, 2)
          .at(Pace.DEMO)
          .with(new Duplicates(20, 100, 500))
          .lasting(Duration.ofSeconds(51));

  @Test
  void writesTheCommittedRecordingOfAHungTool() throws IOException {
    compare(HUNG_TOOL, "hung-tool.jsonl");
  }

  @Test
  void writesTheCommittedRecordingOfATroubledMinute() throws IOException {
    compare(TROUBLED_MINUTE, "troubled-minute.jsonl");
  }

  @Test
  void isReadBackAsTheSameActivities() {
    EventReader reader = new EventReader();
    List<Activity> read = new ArrayList<>();
    List<Activity> played = new ArrayList<>();
    for (AgentSpoke spoken : Played.events(TROUBLED_MINUTE)) {
      AgentKey agent = spoken.activity().agent();
      byte[] json = Recording.bytes(spoken);
      long heard = spoken.activity().heardAtMillis();
      if (reader.read(agent, json, 0, json.length, heard) instanceof Decoded.Accepted accepted) {
        assertThat(accepted.unknownKeys()).isZero();
        read.add(accepted.activity());
      }
      played.add(spoken.activity());
    }
    assertThat(read).isEqualTo(played);
  }

  private static void compare(FleetPlan plan, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Recording.write(new Simulation(plan), bytes);
    String written = bytes.toString(StandardCharsets.UTF_8);
    Path golden = RECORDINGS.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(RECORDINGS);
      Files.writeString(golden, written);
    }
    assertThat(bytes.size()).isBetween(50_000, 200_000);
    assertThat(written).isEqualTo(Files.readString(golden));
  }
}
