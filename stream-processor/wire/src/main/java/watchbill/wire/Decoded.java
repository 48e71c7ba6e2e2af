package watchbill.wire;

import watchbill.core.Activity;

/// What became of the bytes of one event.
public sealed interface Decoded {
  /// They are an event. `unknownKeys` of its data were ignored.
  record Accepted(Activity activity, int unknownKeys) implements Decoded {}

  /// They are a well-formed event of a type that is not ours.
  record Unknown(String type) implements Decoded {}

  /// They are no event. `detail` says which key and what was wanted, and never quotes the event.
  record Rejected(RejectReason reason, String detail) implements Decoded {}
}
