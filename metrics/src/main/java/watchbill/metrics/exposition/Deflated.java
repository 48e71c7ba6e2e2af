package watchbill.metrics.exposition;

/// Lines in compressed form, so that many of these one after another are the body of one gzip
/// member.
///
/// @param bytes codes of one deflate block, which is open before and after them; they end on a byte
///   and refer to nothing before them; not to be changed
/// @param crc of the lines, CRC-32 as gzip has it
/// @param length of the lines in bytes
/// @param samples how many there are in the lines
@SuppressWarnings("ArrayRecordComponent") // kept by the hundred thousand
public record Deflated(byte[] bytes, int crc, int length, int samples) {}
