package watchbill.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Messages that are no events, of every kind that is known to be sent, from a seed. Each would
/// change a total if it were believed.
final class HostileEvents {
  private static final String TIME = "2026-02-11T15:31:23.659Z";

  private final Random random;
  private int number;

  HostileEvents(long seed) {
    random = new Random(seed);
  }

  /// The next one.
  byte[] next() {
    String good = good(TIME, "1000");
    return switch (random.nextInt(14)) {
      case 0 -> Arrays.copyOf(utf8(good), 1 + random.nextInt(good.length() - 1));
      case 1 -> utf8(good(TIME, "-1000"));
      case 2 -> utf8(good(TIME, "1e300"));
      case 3 -> utf8(good(TIME, "\"a thousand\""));
      case 4 -> utf8(good(TIME, "99999999999999999999999"));
      case 5 -> utf8(good("2126-02-11T15:31:23Z", "1000"));
      case 6 -> utf8(good("1926-02-11T15:31:23Z", "1000"));
      case 7 -> utf8(good("yesterday", "1000"));
      case 8 -> utf8(good.replace("\"1.0\"", "\"0.3\""));
      case 9 -> utf8(good.replace("\"id\"", "\"ID\""));
      case 10 -> utf8("[".repeat(80 + random.nextInt(2_000)) + good);
      case 11 -> withByte(good, (byte) 0xFF);
      case 12 -> withByte(good, (byte) 0);
      default -> {
        byte[] noise = new byte[random.nextInt(400)];
        random.nextBytes(noise);
        yield noise;
      }
    };
  }

  private String good(String time, String tokens) {
    number++;
    return """
    {"specversion":"1.0","id":"hostile-%d","source":"/agents/a","type":"agent.model.finished",\
    "time":"%s","subject":"t","data":{"gen_ai.provider.name":"anthropic",\
    "gen_ai.request.model":"claude-opus-4-6","gen_ai.response.id":"hostile-%d",\
    "gen_ai.usage.input_tokens":%s,"gen_ai.usage.output_tokens":7}}\
    """
        .formatted(number, time, number, tokens);
  }

  private byte[] withByte(String text, byte wrong) {
    byte[] bytes = utf8(text);
    bytes[text.indexOf("hostile") + random.nextInt(5)] = wrong;
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
