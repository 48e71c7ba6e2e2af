package watchbill.wire.otlp;

import java.util.List;

/// Turns telemetry into events, and each piece of spend into one, in whatever forms it comes. One
/// thread at a time; all that it knows of earlier requests is in the [Memory] that it is handed.
public interface OtlpMapper {
  /// What a request amounts to. Whatever its bytes are, it throws nothing.
  ///
  /// Events and what was remembered belong into one commit, in the order of the calls; when it
  /// fails, neither must stay, and the sender sends again.
  ///
  /// @param body not compressed; read and not kept
  OtlpOutcome take(OtlpRequest request, byte[] body, Memory memory);

  /// The places in the memory where something has fallen due without a request: metrics wait 15
  /// seconds for events or spans that tell of the same spend. To be asked every few seconds.
  ///
  /// @param nowMillis the time of [OtlpRequest#heardAtMillis]
  List<String> due(long nowMillis, Memory memory);

  /// The events that have fallen due in one of these places, of one tenant: at most some 200, less
  /// than 1 MiB; if there are more, the place is due again. With a memory and a commit as above.
  List<OtlpEvent> settle(String place, long nowMillis, Memory memory);
}
