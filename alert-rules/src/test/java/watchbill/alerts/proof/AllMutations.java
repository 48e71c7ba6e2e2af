package watchbill.alerts.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All rules, those included whose examples last for days. Takes minutes, so it is no part of the
/// usual run: `make mutation`.
@Tag("endtoend")
final class AllMutations {
  @TempDir Path folder;

  @Test
  void failAnExample() throws Exception {
    List<Trial.Verdict> survivors = new MutationRun(folder).survivors(_ -> true);
    assertThat(survivors)
        .extracting(Trial.Verdict::name)
        .allMatch(name -> Survivors.reason(name).isPresent());
    assertThat(Survivors.ALLOWED)
        .as("reasons that nothing survives for")
        .allMatch(one ->
            survivors.stream()
                .anyMatch(survivor -> one.names().matcher(survivor.name()).matches()));
  }
}
