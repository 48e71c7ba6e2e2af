package watchbill.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {
  @TempDir Path directory;

  @Test
  void keepsTheLastTwo() throws IOException {
    save(1, 2, 3);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("checkpoint-2", "checkpoint-3", "lock");
    }
    assertThat(loaded()).isEqualTo(3);
  }

  @Test
  void goesOnNumberingAfterARestart() throws IOException {
    save(1, 2);
    save(3);
    assertThat(directory.resolve("checkpoint-3")).exists();
    assertThat(loaded()).isEqualTo(3);
  }

  @Test
  void passesOverADamagedFileAndSaysSo() throws IOException {
    save(1, 2);
    Files.write(directory.resolve("checkpoint-2"), new byte[] {1, 2, 3});
    try (CheckpointDirectory opened = new CheckpointDirectory(directory)) {
      assertThat(Objects.requireNonNull(opened.load()).position().sequence()).isEqualTo(1);
      assertThat(opened.refusals())
          .containsExactly(
              directory.resolve("checkpoint-2") + ": want a checkpoint, have something else");
    }
  }

  @Test
  void prefersAnOlderCheckpointToOneOfAnotherVersion() throws IOException {
    save(1, 2);
    Files.write(directory.resolve("checkpoint-2"), ofVersion(9));
    assertThat(loaded()).isEqualTo(1);
  }

  @Test
  void doesNotBeginAnewWhenThereAreCheckpointsOfAnotherVersionOnly() throws IOException {
    save(1, 2);
    Files.write(directory.resolve("checkpoint-1"), new byte[] {1, 2, 3});
    Files.write(directory.resolve("checkpoint-2"), ofVersion(9));
    try (CheckpointDirectory opened = new CheckpointDirectory(directory)) {
      assertThatThrownBy(opened::load)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "checkpoint.directory: want version 1, have 9 in "
                  + directory.resolve("checkpoint-2")
                  + "; without it all totals would begin at 0");
    }
  }

  private static byte[] ofVersion(int version) {
    byte[] bytes = new Checkpoint(new Position("S", 1, 5, 2), List.of(new byte[0])).toBytes();
    ByteBuffer.wrap(bytes).putInt(Integer.BYTES, version);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - Integer.BYTES);
    ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, (int) crc.getValue());
    return bytes;
  }

  @Test
  void isNotMisledByAFileThatWasNotRenamed() throws IOException {
    save(1);
    Files.write(directory.resolve("checkpoint.tmp"), new byte[] {9});
    assertThat(loaded()).isEqualTo(1);
    save(2);
    assertThat(loaded()).isEqualTo(2);
  }

  @Test
  void refusesASecondUser() throws IOException {
    try (CheckpointDirectory first = new CheckpointDirectory(directory)) {
      assertThat(first.load()).isNull();
      assertThatThrownBy(() -> new CheckpointDirectory(directory))
          .hasMessage(
              "checkpoint.directory: want one process, have another that uses " + directory);
    }
  }

  private void save(long... sequences) throws IOException {
    try (CheckpointDirectory opened = new CheckpointDirectory(directory)) {
      opened.load();
      for (long sequence : sequences) {
        opened.save(
            new Checkpoint(new Position("S", 1, sequence, 2), List.of(new byte[0])).toBytes());
      }
    }
  }

  private long loaded() throws IOException {
    try (CheckpointDirectory opened = new CheckpointDirectory(directory)) {
      return Objects.requireNonNull(opened.load()).position().sequence();
    }
  }
}
