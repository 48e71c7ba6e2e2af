package watchbill.metrics.exposition;

/// The labels of one series as texts of the [LabelPool]: equal when both are the same arrays.
///
/// @param identity whose series it is
/// @param rest all other labels, up to the blank before the value
@SuppressWarnings("ArrayRecordComponent") // compared by ==, which is why they are pooled
record SeriesKey(byte[] identity, byte[] rest) {
  /// Whether these are its texts.
  @SuppressWarnings("ReferenceEquality")
  boolean is(byte[] otherIdentity, byte[] otherRest) {
    return identity == otherIdentity && rest == otherRest;
  }

  /// A hash that is good for as long as anybody has both texts.
  int hash() {
    int mixed =
        (System.identityHashCode(identity) * 31 + System.identityHashCode(rest)) * 0x9e3779b9;
    return mixed ^ mixed >>> 16;
  }
}
