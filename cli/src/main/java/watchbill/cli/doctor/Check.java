package watchbill.cli.doctor;

import java.io.IOException;
import java.util.function.Consumer;

/// Looks at one part of an installation, and changes nothing there.
public interface Check {
  /// What it looks at, in a word.
  String subject();

  /// What to do when it cannot be reached.
  String advice();

  /// Tells what it finds.
  ///
  /// @throws IOException when that part cannot be reached, in one line
  void look(Consumer<Finding> findings) throws IOException, InterruptedException;
}
