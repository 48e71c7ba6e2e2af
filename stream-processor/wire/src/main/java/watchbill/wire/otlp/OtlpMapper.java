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

  /// The events that have fallen due without a request: metrics wait 15 seconds for events or spans
  /// that tell of the same spend. To be called every few seconds, with a memory as above.
  ///
  /// @param nowMillis the time of [OtlpRequest#heardAtMillis]
  List<OtlpEvent> settle(long nowMillis, Memory memory);
}
