package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentKey;
import watchbill.core.Usage;
import watchbill.wire.Decoded.Accepted;

class RoundTripTest {
  private final EventWriter writer = new EventWriter();

  @Test
  void writesTheContractsFormat() {
    AgentEvent event =
        new ModelAnswered(Events.AT, "anthropic", "opus", "r-1", "", new Usage(3, 9, 24, 5, 19));

    assertThat(new String(writer.write("e-1", "/agents/a", event), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"specversion":"1.0","id":"e-1","source":"/agents/a","type":"agent.model.finished",\
            "time":"2026-11-22T10:00:00.123Z","data":{"gen_ai.provider.name":"anthropic",\
            "gen_ai.request.model":"opus","gen_ai.response.id":"r-1","usage_convention":"exclusive",\
            "gen_ai.usage.input_tokens":3,"gen_ai.usage.output_tokens":9,\
            "gen_ai.usage.cache_read.input_tokens":24,"gen_ai.usage.cache_creation.input_tokens":24,\
            "usage.cache_creation_1h.input_tokens":19}}\
            """);
  }

  @Test
  void refusesToWriteAnEventWithoutAnId() {
    assertThatThrownBy(() -> writer.write("", "/agents/a", new Heartbeat(0, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("property")
  void readsWhatItWrote() {
    RandomEvents events = new RandomEvents(11);
    EventReader reader = new EventReader();
    for (int i = 0; i < 50_000; i++) {
      AgentEvent event = events.next();
      String id = events.name();
      byte[] json = writer.write(id, "/agents/a", event);

      assertThat(reader.read(Events.AGENT, json, 0, json.length, Events.AT))
          .isEqualTo(new Accepted(new Activity(Events.AGENT, id, Events.AT, event), 0));
    }
  }

  @Test
  @Tag("property")
  void findsTheAgentInTheSourceThatItWrote() {
    RandomEvents names = new RandomEvents(12);
    for (int i = 0; i < 10_000; i++) {
      AgentKey key = new AgentKey(names.name(), names.name());

      assertThat(EventSource.agentOf(EventSource.of(key), "other")).isEqualTo(key);
    }
  }
}
