package watchbill.metrics.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One line of a scrape: the name and labels as bytes that were made once, and a slot for the
/// value. Safe from any thread. A series that was never set is not written.
public final class Series {
  /// A NaN that no arithmetic gives.
  static final long UNSET = 0x7ff8_5741_5443_4821L;

  private static final VarHandle BITS;

  static {
    try {
      BITS = MethodHandles.lookup().findVarHandle(Series.class, "bits", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final byte[] head;

  @SuppressWarnings("UnusedVariable") // read and written through BITS
  private volatile long bits = UNSET;

  /// A series that is not set yet; `head` is all that stands before the value, with the blank.
  Series(byte[] head) {
    this.head = head;
  }

  byte[] head() {
    return head;
  }

  /// Sets the value. A scrape sees the old or the new one, never a mixture.
  public void set(double value) {
    BITS.setOpaque(this, Double.doubleToRawLongBits(value));
  }

  /// Adds to the value; one that is not set counts as 0. No addition is lost.
  public void add(double more) {
    long old;
    double sum;
    do {
      old = (long) BITS.getOpaque(this);
      sum = (old == UNSET ? 0 : Double.longBitsToDouble(old)) + more;
    } while (!BITS.compareAndSet(this, old, Double.doubleToRawLongBits(sum)));
  }

  /// Forgets the value: it is unknown, and unknown is not zero.
  public void clear() {
    BITS.setOpaque(this, UNSET);
  }

  /// Whether it has a value.
  public boolean isSet() {
    return (long) BITS.getOpaque(this) != UNSET;
  }

  /// The value; NaN when it has none.
  public double value() {
    return Double.longBitsToDouble((long) BITS.getOpaque(this));
  }

  /// The value's bits at this moment, for [#write].
  long read() {
    return (long) BITS.getOpaque(this);
  }

  /// Writes the line for a value that was [#read] and is not [#UNSET].
  void write(long read, ByteSink out) {
    out.write(head);
    SampleValue.write(Double.longBitsToDouble(read), out);
    out.write('\n');
  }
}
