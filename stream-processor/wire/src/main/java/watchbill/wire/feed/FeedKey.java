package watchbill.wire.feed;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.state.Fingerprint;

/// Under which key a feed keeps a signal: a later one of the same key says all that the earlier one
/// said.
///
/// @param what kind of signal it is
/// @param which of that kind, where an agent has several; empty where it has one
/// @param detail tells those apart further; mostly empty
public record FeedKey(AgentKey agent, String what, String which, String detail) {
  /// The text of the key of the processor's signs of life. It is one token, and no signal's is.
  public static final String BEAT = "beat";

  private static final int LONGEST = 96;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// The key of a signal; null for one that is no state: what a single task cost is told once.
  public static @Nullable FeedKey of(Signal signal) {
    return switch (signal) {
      case Signal.TaskSpent _ -> null;
      case Signal.TokensConsumed spent ->
          new FeedKey(spent.agent(), "tokens", spent.bill().provider(), spent.bill().model());
      case Signal.SpendChanged _ -> key(signal, "spend");
      case Signal.TaskCosts costs -> key(signal, "task_costs", costs.kind());
      case Signal.SessionTokens _ -> key(signal, "session_tokens");
      case Signal.ParentLearned _ -> key(signal, "parent");
      case Signal.LoadReported _, Signal.LoadUnknown _ -> key(signal, "load");
      case Signal.RoleLearned _ -> key(signal, "role");
      case Signal.ActivityChanged _ -> key(signal, "activity");
      case Signal.ProgressMade _ -> key(signal, "progress");
      case Signal.ToolCallsEnded calls -> key(signal, "tool_calls", calls.outcome().name());
      case Signal.TasksEnded tasks -> key(signal, "tasks", tasks.outcome().name());
      // The last of each cause: that it was another one before stays to be seen as a 0.
      case Signal.AgentStuck stuck -> key(signal, "stuck", stuck.cause().name());
      case Signal.AgentFreed freed -> key(signal, "stuck", freed.cause().name());
      case Signal.AgentSuspect suspect -> key(signal, "suspect", suspect.cause().name());
      case Signal.RuleFired fired -> key(signal, "rule", fired.rule().name());
      case Signal.CallsInFlight _ -> key(signal, "calls");
      case Signal.HumanWaits _ -> key(signal, "human_waits");
      case Signal.TelemetryGap _ -> key(signal, "gap");
      case Signal.TasksInterrupted tasks -> key(signal, "interrupted", tasks.cause().name());
      case Signal.Recovered recovered -> key(signal, "recovered", recovered.phase().name());
      case Signal.ContextsReduced reduced -> key(signal, "contexts", reduced.how().name());
      case Signal.GovernorMissed _ -> key(signal, "governor_missed");
      case Signal.TasksBounced _ -> key(signal, "bounced");
      case Signal.TasksDuplicated _ -> key(signal, "duplicated");
      case Signal.DeadlinesMissed missed -> key(signal, "deadlines_missed", missed.kind());
      case Signal.TaskDurations tasks -> key(signal, "task_durations", tasks.kind());
      case Signal.IncidentBegan began -> key(signal, "incident", began.cause().name());
      case Signal.IncidentEnded ended -> key(signal, "incident", ended.cause().name());
    };
  }

  private static FeedKey key(Signal signal, String what) {
    return key(signal, what, "");
  }

  private static FeedKey key(Signal signal, String what, String which) {
    return new FeedKey(signal.agent(), what, which, "");
  }

  /// The key as a text, `TENANT.AGENT.WHAT.WHICH.DETAIL`: the tail of a NATS subject as well as a
  /// key of Kafka; at most 420 characters, whatever the names are.
  public String text() {
    StringBuilder text = new StringBuilder();
    append(agent.tenant(), text);
    append(agent.agent(), text.append('.'));
    text.append('.').append(what);
    append(which, text.append('.'));
    append(detail, text.append('.'));
    return text.toString();
  }

  /// Appends a name as one token. What may not stand in every token is written as the `%XX` of its
  /// bytes of UTF-8; an empty name as `%`; of a name that gets too long only the beginning, and its
  /// fingerprint.
  private static void append(String name, StringBuilder text) {
    int from = text.length();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX.toHexDigits(b));
      }
      if (text.length() - from > LONGEST) {
        Fingerprint whole = Fingerprint.of(name);
        text.setLength(from + LONGEST / 2);
        text.append('~').append(HEX.toHexDigits(whole.high())).append(HEX.toHexDigits(whole.low()));
        return;
      }
    }
    if (text.length() == from) {
      text.append('%');
    }
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_';
  }
}
