package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.wire.Decoded.Accepted;
import watchbill.wire.Decoded.Rejected;

/// Events as text for tests.
final class Events {
  static final AgentKey AGENT = new AgentKey("acme", "backend-0");

  /// 2026-11-22T10:00:00.123Z.
  static final long AT = 1_795_341_600_123L;

  private Events() {}

  /// An event of this type with this data, and the other attributes in order.
  static String event(String type, String data) {
    return """
    {"specversion":"1.0","id":"e-1","source":"/agents/backend-0","type":"%s",\
    "time":"2026-11-22T10:00:00.123Z","subject":"task-42","data":%s}\
    """
        .formatted(type, data);
  }

  static Decoded read(String json) {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }

  static Decoded read(byte[] json) {
    return new EventReader().read(AGENT, json, 0, json.length, AT);
  }

  /// The event of a text that has to be accepted.
  static AgentEvent accepted(String json) {
    Decoded decoded = read(json);
    assertThat(decoded).isInstanceOf(Accepted.class);
    return ((Accepted) decoded).activity().event();
  }

  /// The reason and detail for a text that has to be rejected.
  static String rejected(String json) {
    return reason(read(json));
  }

  static String reason(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Rejected.class);
    Rejected rejected = (Rejected) decoded;
    return rejected.reason() + " " + rejected.detail();
  }
}
