package watchbill.connectors.latest;

/// A value and what it is the last value of.
///
/// @param key tokens of `a-zA-Z0-9%~_-` joined by dots, at most 1,000 characters
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record KeyedValue(String key, byte[] value) {}
