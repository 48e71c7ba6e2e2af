package watchbill.benchmarks;

/// Both alternatives, measured one right after the other.
public record Round(Measurement first, Measurement second) {
  /// Processor time of an operation of the first, as a multiple of the second's.
  public double ratio() {
    return first.nanosAnOperation() / second.nanosAnOperation();
  }
}
