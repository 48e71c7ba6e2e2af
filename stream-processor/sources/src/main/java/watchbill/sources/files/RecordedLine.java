package watchbill.sources.files;

import watchbill.wire.Decoded;

/// One line of a recording.
///
/// @param number its number in the file, from 1; a line may stand for more than one event
/// @param decoded what it says
public record RecordedLine(long number, Decoded decoded) {}
