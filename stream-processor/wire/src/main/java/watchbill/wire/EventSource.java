package watchbill.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;

/// How an agent stands in the `source` of a recorded event: `/tenants/acme/agents/backend-0`, or
/// `/agents/backend-0` where the reader of the recording says the tenant. Names are
/// percent-encoded.
///
/// Only recordings are read so: their tenant is the word of the person who replays them. A live
/// event's tenant comes from its subject.
public final class EventSource {
  private static final String TENANTS = "/tenants/";
  private static final String AGENTS = "/agents/";

  private EventSource() {}

  /// The source that names this agent and its tenant.
  public static String of(AgentKey key) {
    return TENANTS + encode(key.tenant()) + AGENTS + encode(key.agent());
  }

  /// The agent that a source names; `null` when it names none.
  ///
  /// @param tenant whose agent it is when the source does not say
  static @Nullable AgentKey agentOf(String source, String tenant) {
    int agents = source.indexOf(AGENTS);
    if (agents < 0 || (agents > 0 && !source.startsWith(TENANTS))) {
      return null;
    }
    String agent = decode(source.substring(agents + AGENTS.length()));
    if (agents > 0 && agents < TENANTS.length()) {
      return null;
    }
    String owner = agents == 0 ? tenant : decode(source.substring(TENANTS.length(), agents));
    return agent.isEmpty() || owner.isEmpty() ? null : new AgentKey(owner, agent);
  }

  private static String encode(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(String.format("%02X", (int) c));
      }
    }
    return out.toString();
  }

  /// The name; empty when it is none: a further slash, a broken escape, half a character.
  private static String decode(String name) {
    if (name.indexOf('%') < 0) {
      return name.indexOf('/') < 0 ? name : "";
    }
    return decodeEscapes(name);
  }

  private static String decodeEscapes(String name) {
    byte[] out = new byte[name.length() * 3];
    int size = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/') {
        return "";
      }
      if (c != '%') {
        byte[] one = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(one, 0, out, size, one.length);
        size += one.length;
        continue;
      }
      int high = i + 2 < name.length() ? Character.digit(name.charAt(i + 1), 16) : -1;
      int low = i + 2 < name.length() ? Character.digit(name.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return "";
      }
      out[size++] = (byte) (high << 4 | low);
      i += 2;
    }
    return Utf8.flawOf(out, 0, size) == null
        ? new String(out, 0, size, StandardCharsets.UTF_8)
        : "";
  }
}
