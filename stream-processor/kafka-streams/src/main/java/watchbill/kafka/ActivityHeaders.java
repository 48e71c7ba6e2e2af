package watchbill.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The headers of a record of activity. Its key is the tenant and its value the event as JSON. A
/// record without a value says that all that was heard before has been given: time passes. Whoever
/// feeds the topic writes one to each partition every second or so, else an agent's silence is
/// noticed only when another one of its partition speaks.
///
/// Within one partition the time of the header [#HEARD_AT] never falls.
public final class ActivityHeaders {
  /// The agent's name as UTF-8; needed where there is a value.
  public static final String AGENT = "watchbill-agent";

  /// When the event was heard, in milliseconds since the epoch, as decimal digits; always needed.
  public static final String HEARD_AT = "watchbill-heard-at";

  /// Why a record was rejected; in records that the topology writes.
  public static final String REASON = "watchbill-reason";

  static final long UNKNOWN = -1;

  private static final int MOST_DIGITS = 18;

  private ActivityHeaders() {}

  /// Adds the headers of an event.
  public static void add(Headers headers, String agent, long heardAtMillis) {
    headers.add(AGENT, agent.getBytes(StandardCharsets.UTF_8));
    headers.add(HEARD_AT, Long.toString(heardAtMillis).getBytes(StandardCharsets.US_ASCII));
  }

  /// The agent's name; empty when there is none.
  static String agent(Headers headers) {
    return text(headers, AGENT);
  }

  /// When it was heard; [#UNKNOWN] when that is missing or no time.
  static long heardAtMillis(Headers headers) {
    String digits = text(headers, HEARD_AT);
    boolean isTime =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isTime ? Long.parseLong(digits) : UNKNOWN;
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
