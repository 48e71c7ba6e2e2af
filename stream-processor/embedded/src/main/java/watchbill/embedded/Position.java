package watchbill.embedded;

/// How far a stream has been applied.
///
/// @param stream the stream's name
/// @param createdMillis when the stream was created, in milliseconds since the epoch: a stream of
///   the same name that was created at another time is another stream
/// @param sequence the sequence of the last message that was applied; 0 for none
/// @param storedAtMillis when that message was stored, in milliseconds since the epoch; 0 for none
public record Position(String stream, long createdMillis, long sequence, long storedAtMillis) {}
