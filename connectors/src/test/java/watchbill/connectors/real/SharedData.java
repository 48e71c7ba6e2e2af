package watchbill.connectors.real;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Recordings and other data that are not part of this repository: in `../shared/data` beside it,
/// or where `WATCHBILL_DATA` says.
public final class SharedData {
  private SharedData() {}

  /// A file of it. Where it is missing, the test is left out, and the run says so.
  public static Path file(String name) {
    String elsewhere = System.getenv("WATCHBILL_DATA");
    Path folder =
        elsewhere == null
            ? Path.of(System.getProperty("watchbill.root"), "..", "shared", "data")
            : Path.of(elsewhere);
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      String leftOut = "LEFT OUT: what needs " + name + ", which is not in ../shared/data";
      System.out.println(leftOut);
      Assumptions.abort(leftOut);
    }
    return file;
  }
}
