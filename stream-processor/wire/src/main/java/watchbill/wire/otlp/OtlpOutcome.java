package watchbill.wire.otlp;

import java.util.List;
import java.util.Map;

/// What became of a request. [OtlpAnswer] writes it down for the sender.
public sealed interface OtlpOutcome {
  /// It was understood: answer 200 once the events and what was remembered are stored. `refused`
  /// counts the items that were left out by reason; the answer says so as a partial success.
  ///
  /// @param work how much it was: the items that were read, or the events that come of them now and
  ///   later, whichever is more
  record Taken(List<OtlpEvent> events, Map<OtlpRefusal, Long> refused, int work)
      implements OtlpOutcome {}

  /// The whole is no request: answer 400, store nothing. `detail` never quotes it.
  record Unreadable(String detail) implements OtlpOutcome {}
}
