package watchbill.metrics.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One line of a scrape: the name and labels as bytes that were made once, and a slot for the
/// value. Safe from any thread. A series that was never set is not written.
public final class Series extends Row {
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
  private final SeriesLabels<?> labels;

  @SuppressWarnings("UnusedVariable") // read and written through BITS
  private volatile long bits = UNSET;

  /// A series that is not set yet.
  Series(String name, SeriesLabels<?> labels) {
    this.head = labels.head(name);
    this.labels = labels;
  }

  /// A series with the bytes of another.
  Series(Series like, double value) {
    this.head = like.head;
    this.labels = like.labels;
    set(value);
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

  @Override
  int writeLines(ByteSink out) {
    long read = (long) BITS.getOpaque(this);
    if (read == UNSET) {
      return 0;
    }
    out.write(head);
    SampleValue.write(Double.longBitsToDouble(read), out);
    out.write('\n');
    return 1;
  }

  @Override
  int writeMetric(FamilyMessage out) {
    long read = (long) BITS.getOpaque(this);
    if (read == UNSET) {
      return 0;
    }
    out.begin();
    out.raw(labels.fields());
    out.number(Double.longBitsToDouble(read));
    out.end();
    return 1;
  }
}
