package watchbill.metrics.exposition;

import java.util.List;

/// A scrape as one gzip member.
///
/// @param body its bytes in pieces, some of which other scrapes have too; not to be changed
/// @param length of the scrape before it was compressed, in bytes
/// @param samples how many there are in it
/// @param pieces how many parts of the scrape were compressed by themselves
/// @param renewed how many of them were compressed for this scrape, because they were not the same
///   in the one before
public record Gzipped(List<byte[]> body, long length, int samples, int pieces, int renewed) {
  /// The compressed size in bytes.
  public long size() {
    return body.stream().mapToLong(bytes -> bytes.length).sum();
  }
}
