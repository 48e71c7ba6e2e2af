package watchbill.wire.otlp;

import java.util.List;
import java.util.Map;

/// What became of a request.
public sealed interface OtlpOutcome {
  /// The body of the answer, in the request's encoding.
  byte[] answer();

  /// It was understood: answer 200 once the events and what was remembered are stored. `refused`
  /// counts the items that were left out by reason; the answer says so as a partial success.
  record Taken(List<OtlpEvent> events, Map<OtlpRefusal, Long> refused, byte[] answer)
      implements OtlpOutcome {}

  /// The whole is no request: answer 400, remember nothing. `detail` never quotes it.
  record Unreadable(String detail, byte[] answer) implements OtlpOutcome {}
}
