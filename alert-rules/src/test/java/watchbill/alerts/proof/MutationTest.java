package watchbill.alerts.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules whose examples last for hours at most; `make mutation` examines all.
@Tag("endtoend")
final class MutationTest {
  @TempDir Path folder;

  @Test
  void everyChangeOfARuleFailsAnExample() throws Exception {
    assertThat(new MutationRun(folder).survivors(Trial::isShort))
        .extracting(Trial.Verdict::name)
        .allMatch(name -> Survivors.reason(name).isPresent());
  }
}
