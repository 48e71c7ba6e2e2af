package watchbill.core.state;

/// The ids of the events that came last, so that one that is published or delivered twice counts
/// once. Remembers at least the last [#capacity] and at most twice as many; 24 bytes each. Not
/// thread-safe.
public final class RecentIds {
  private final int capacity;
  private FingerprintTable young = new FingerprintTable();
  private FingerprintTable old = new FingerprintTable();

  /// An empty memory.
  ///
  /// @param capacity how many ids are surely remembered; at least 1
  public RecentIds(int capacity) {
    this.capacity = capacity;
  }

  /// Remembers an id.
  ///
  /// @return whether it is new
  public boolean add(Fingerprint id) {
    if (young.find(id) >= 0 || old.find(id) >= 0) {
      return false;
    }
    if (young.size() == capacity) {
      old = young;
      young = new FingerprintTable();
    }
    young.add(id);
    return true;
  }

  /// Writes the ids.
  public void save(StateOutput out) {
    save(old, out);
    save(young, out);
  }

  /// Reads what [#save] wrote.
  public static RecentIds restore(StateInput in, int capacity) {
    RecentIds ids = new RecentIds(capacity);
    ids.old = table(in);
    ids.young = table(in);
    return ids;
  }

  private static void save(FingerprintTable table, StateOutput out) {
    out.number(table.size());
    for (int i = 0; i < table.size(); i++) {
      Fingerprint id = table.get(i);
      out.fixed(id.high());
      out.fixed(id.low());
    }
  }

  private static FingerprintTable table(StateInput in) {
    FingerprintTable table = new FingerprintTable();
    for (int left = in.count(); left > 0; left--) {
      table.add(new Fingerprint(in.fixed(), in.fixed()));
    }
    return table;
  }
}
