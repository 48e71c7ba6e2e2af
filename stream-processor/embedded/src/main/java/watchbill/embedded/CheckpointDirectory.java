package watchbill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps checkpoints in a directory of its own: each is written aside, forced to the disk and then
/// renamed into place, so that one is there whole or not at all; the one before it stays until the
/// next. One process at a time. Not thread-safe.
final class CheckpointDirectory implements AutoCloseable {
  private static final int GENERATIONS = 2;
  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,18})");
  private static final String ASIDE = "checkpoint.tmp";

  private final Path directory;
  private final FileChannel lockFile;
  private final List<String> refusals = new ArrayList<>();
  private long lastGeneration;

  /// Opens the directory, and makes it when it is not there.
  ///
  /// @throws IllegalStateException when another process uses it
  CheckpointDirectory(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    lockFile =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock() == null) {
      lockFile.close();
      throw new IllegalStateException(
          "checkpoint.directory: want one process, have another that uses " + directory);
    }
  }

  /// The newest checkpoint that is whole, or null. One that is not is passed over; [#refusals] says
  /// which, and why.
  ///
  /// @throws IllegalStateException when there are only checkpoints that another version wrote
  @Nullable Checkpoint load() throws IOException {
    String foreign = "";
    List<Long> generations = generations();
    lastGeneration = generations.isEmpty() ? 0 : generations.getFirst();
    for (long generation : generations) {
      Path file = file(generation);
      byte[] bytes = Files.readAllBytes(file);
      try {
        return Checkpoint.fromBytes(bytes);
      } catch (IllegalArgumentException e) {
        refusals.add(file + ": " + e.getMessage());
      }
      Integer version = Checkpoint.otherVersion(bytes);
      if (version != null && foreign.isEmpty()) {
        foreign = "have %d in %s".formatted(version, file);
      }
    }
    if (!foreign.isEmpty()) {
      throw new IllegalStateException(
          "checkpoint.directory: want version %d, %s; without it all totals would begin at 0"
              .formatted(Checkpoint.VERSION, foreign));
    }
    return null;
  }

  /// Files that [#load] passed over, each with the reason.
  List<String> refusals() {
    return refusals;
  }

  /// Writes a checkpoint; when this returns, it survives the loss of power.
  void save(byte[] checkpoint) throws IOException {
    Path aside = directory.resolve(ASIDE);
    try (FileChannel out =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(checkpoint);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    lastGeneration++;
    Files.move(aside, file(lastGeneration), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel self = FileChannel.open(directory, StandardOpenOption.READ)) {
      self.force(true);
    }
    List<Long> generations = generations();
    for (long old :
        generations.subList(Math.min(GENERATIONS, generations.size()), generations.size())) {
      Files.deleteIfExists(file(old));
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private @Nullable FileLock lock() throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private Path file(long generation) {
    return directory.resolve("checkpoint-" + generation);
  }

  /// The generations that have a file, newest first.
  private List<Long> generations() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
