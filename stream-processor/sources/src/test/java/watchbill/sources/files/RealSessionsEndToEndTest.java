package watchbill.sources.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.real.SharedData;
import watchbill.core.Activity;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.Usage;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;
import watchbill.wire.EventWriter;

/// 159 real sessions, whose tokens another program has counted too.
@Tag("endtoend")
class RealSessionsEndToEndTest {
  private static final Pattern COUNTED =
      Pattern.compile(
          "\"session\": \"(.*?)\".*\"input_tokens\": (\\d+).*\"cache_creation_tokens\": (\\d+)"
              + ".*\"cache_read_tokens\": (\\d+).*\"output_tokens\": (\\d+)"
              + ".*\"api_call_count\": (\\d+)");

  private record Response(String tenant, String provider, String id) {}

  @Test
  void holdAsOneTenantWhatWasCounted() throws IOException {
    Map<Response, Usage> responses = responses(oneTenant());

    assertThat(responses).hasSize(8_991);
    assertThat(sum(responses))
        .isEqualTo(new Usage(180_155, 795_463, 799_535_983, 19_437_033, 16_005_382));
  }

  @Test
  void holdAsTenantsOfTheirOwnWhatAnotherProgramCounted() throws IOException {
    Map<Response, Usage> responses = responses(tenants());
    Map<String, Usage> totals = new HashMap<>();
    Map<String, Integer> calls = new HashMap<>();
    responses.forEach((response, usage) -> {
      totals.merge(response.tenant(), usage, Usage::plus);
      calls.merge(response.tenant(), 1, Integer::sum);
    });
    List<String> counted = Files.readAllLines(SharedData.file("sessions_token_totals.jsonl"));

    assertThat(responses).hasSize(9_156);
    assertThat(counted).hasSize(104);
    assertThat(counted)
        .allSatisfy(line -> {
          Matcher numbers = COUNTED.matcher(line);
          assertThat(numbers.find()).isTrue();
          Usage ours = Objects.requireNonNull(totals.get(numbers.group(1)), line);
          assertThat(
                  List.of(
                      ours.input(),
                      ours.cacheWrite5m() + ours.cacheWrite1h(),
                      ours.cacheRead(),
                      ours.output(),
                      (long) calls.getOrDefault(numbers.group(1), 0)))
              .isEqualTo(
                  List.of(
                      number(numbers, 2),
                      number(numbers, 3),
                      number(numbers, 4),
                      number(numbers, 5),
                      number(numbers, 6)));
        });
  }

  @Test
  void neverGoBackInTime() throws IOException {
    long before = 0;
    for (Activity activity : oneTenant()) {
      assertThat(activity.heardAtMillis()).isGreaterThanOrEqualTo(before);
      before = activity.heardAtMillis();
    }
  }

  @Test
  void areReadAsTheSameEventsWhenTheyArePublished() throws IOException {
    EventWriter writer = new EventWriter();
    EventReader reader = new EventReader();
    for (Activity activity : oneTenant()) {
      byte[] json = writer.write(activity.id(), "/agents/a", activity.event());

      assertThat(reader.read(activity.agent(), json, 0, json.length, activity.heardAtMillis()))
          .isEqualTo(new Decoded.Accepted(activity, 0));
    }
  }

  private static long number(Matcher numbers, int group) {
    return Long.parseLong(numbers.group(group));
  }

  private static Usage sum(Map<Response, Usage> responses) {
    return responses.values().stream().reduce(Usage.NONE, Usage::plus);
  }

  private static Map<Response, Usage> responses(List<Activity> activities) {
    Map<Response, Usage> responses = new HashMap<>();
    for (Activity activity : activities) {
      if (activity.event() instanceof ModelAnswered answered) {
        Response response =
            new Response(activity.agent().tenant(), answered.provider(), answered.response());
        responses.merge(response, answered.usage(), Usage::max);
      }
    }
    return responses;
  }

  private static List<Activity> oneTenant() throws IOException {
    try (InputStream in = sessions()) {
      return activities(SessionRecording.ofOneTenant(in, "acme"));
    }
  }

  private static List<Activity> tenants() throws IOException {
    try (InputStream in = sessions()) {
      return activities(SessionRecording.ofTenants(in));
    }
  }

  private static InputStream sessions() throws IOException {
    Path file = SharedData.file("sessions.jsonl.gz");
    return Files.newInputStream(file);
  }

  private static List<Activity> activities(Recording recording) throws IOException {
    List<Activity> activities = new ArrayList<>();
    for (RecordedLine line = recording.next(); line != null; line = recording.next()) {
      switch (line.decoded()) {
        case Decoded.Accepted accepted -> activities.add(accepted.activity());
        case Decoded.Unknown unknown -> throw new AssertionError(line.number() + ": " + unknown);
        case Decoded.Rejected rejected -> throw new AssertionError(line.number() + ": " + rejected);
      }
    }
    return activities;
  }
}
