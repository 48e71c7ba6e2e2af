package watchbill.exporter.replication;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The servers of a store that did not answer at one look.
final class Unanswered {
  private final List<IOException> failures = new ArrayList<>();

  void add(IOException failure) {
    failures.add(failure);
  }

  /// When nobody answered there is no report.
  void throwIfAll(int asked) throws IOException {
    if (failures.size() == asked) {
      String more = asked > 1 ? " (and " + (asked - 1) + " more)" : "";
      throw new IOException(failures.getFirst().getMessage() + more, failures.getFirst());
    }
  }
}
