package watchbill.wire.otlp;

import org.jspecify.annotations.Nullable;

/// What [OtlpMapper] must know of earlier requests: which telemetry of a session is on the bill,
/// and where its counters stood. All of its state is here, so whoever stores what it remembers
/// together with the events that it gave, in one commit, counts each of them once, whatever is
/// killed when.
///
/// Keys are short texts of ASCII, values mostly below 4 kB. Their number is bounded by the mapper
/// itself: at most some 8,000 a tenant. Nothing must be forgotten while the events are kept.
public interface Memory {
  /// What was remembered last under this key, or null. It sees what was remembered by calls before,
  /// even if that is not committed yet; the caller does not change the array.
  byte @Nullable [] recall(String key);

  /// Remembers a value in place of the one before. The array is the memory's from now on.
  void remember(String key, byte[] value);
}
