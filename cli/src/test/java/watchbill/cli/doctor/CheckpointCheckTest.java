package watchbill.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;

  private Grade judged(Duration every, Duration age) throws Exception {
    Path file = folder.resolve("checkpoint-1");
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    List<Finding> found = new ArrayList<>();
    new CheckpointCheck(folder, every, () -> NOW).look(found::add);
    assertThat(found).hasSize(1);
    return found.getFirst().grade();
  }

  @Test
  void judgesACheckpointByItsAge() throws Exception {
    Duration often = Duration.ofSeconds(5);
    assertThat(judged(often, Duration.ofSeconds(59))).isEqualTo(Grade.OK);
    assertThat(judged(often, Duration.ofSeconds(60))).isEqualTo(Grade.WARN);
    assertThat(judged(often, Duration.ofDays(3))).isEqualTo(Grade.WARN);
  }

  @Test
  void waitsForThreeThatAreMissedWhereTheyAreRare() throws Exception {
    Duration seldom = Duration.ofMinutes(5);
    assertThat(judged(seldom, Duration.ofMinutes(14))).isEqualTo(Grade.OK);
    assertThat(judged(seldom, Duration.ofMinutes(15))).isEqualTo(Grade.WARN);
  }

  @Test
  void acceptsThatThereIsNoneYet() throws Exception {
    List<Finding> found = new ArrayList<>();
    new CheckpointCheck(folder.resolve("new"), Duration.ofSeconds(5), () -> NOW).look(found::add);
    assertThat(found).extracting(Finding::grade).containsExactly(Grade.OK);
  }
}
