package watchbill.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the checkpoint's folder can be written and has room.
public final class CheckpointCheck implements Check {
  private static final int COPIES = 4;
  private static final long LEAST = 64L << 20;

  private static final Pattern NAME = Pattern.compile("checkpoint-\\d+");

  private final Path folder;
  private final InstantSource clock;

  /// @param folder may not be there yet
  public CheckpointCheck(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "checkpoint";
  }

  @Override
  public String advice() {
    return "see checkpoint.directory";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      findings.accept(
          Finding.fail(
              subject(),
              there + " cannot be written by this user",
              "give it to the process' user, or set checkpoint.directory; without one every"
                  + " restart reads the whole stream"));
      return;
    }
    long needed = Math.max(LEAST, COPIES * size());
    long free = Files.getFileStore(there).getUsableSpace();
    String found = "%s, %s, %d MiB free".formatted(folder, age(), free >> 20);
    findings.accept(
        free < needed
            ? Finding.warn(
                subject(),
                found,
                "make room: a new checkpoint stands beside the last two until it is whole")
            : Finding.ok(subject(), found));
  }

  private String age() throws IOException {
    Instant newest = Instant.EPOCH;
    for (Path file : files()) {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      newest = written.isAfter(newest) ? written : newest;
    }
    return newest.equals(Instant.EPOCH)
        ? "no checkpoint yet"
        : "the last checkpoint is %d s old"
            .formatted(Math.max(0, Duration.between(newest, clock.instant()).toSeconds()));
  }

  private long size() throws IOException {
    long size = 0;
    for (Path file : files()) {
      size = Math.max(size, Files.size(file));
    }
    return size;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).toList();
    }
  }
}
