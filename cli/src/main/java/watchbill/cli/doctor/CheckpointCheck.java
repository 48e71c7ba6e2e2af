package watchbill.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the checkpoint's folder can be written and has room, and the last checkpoint is new.
public final class CheckpointCheck implements Check {
  private static final int COPIES = 4;
  private static final long LEAST = 64L << 20;

  /// So many are left out before we say so.
  private static final int MISSED = 3;

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Pattern NAME = Pattern.compile("checkpoint-\\d+");

  private final Path folder;
  private final Duration every;
  private final InstantSource clock;

  /// @param folder may not be there yet
  /// @param every the time between two checkpoints
  public CheckpointCheck(Path folder, Duration every, InstantSource clock) {
    this.folder = folder;
    this.every = every;
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
    Optional<Duration> age = age();
    String found =
        "%s, %s, %d MiB free"
            .formatted(
                folder,
                age.map(old -> "the last checkpoint is %d s old".formatted(old.toSeconds()))
                    .orElse("no checkpoint yet"),
                free >> 20);
    Grade grade = age.map(this::judged).orElse(Grade.OK);
    if (grade != Grade.OK) {
      findings.accept(
          new Finding(
              grade,
              subject(),
              found,
              "see that the process runs and events arrive, as without them none is written, and"
                  + " its log: a restart reads again what came since"));
    } else {
      findings.accept(
          free < needed
              ? Finding.warn(
                  subject(),
                  found,
                  "make room: a new checkpoint stands beside the last two until it is whole")
              : Finding.ok(subject(), found));
    }
  }

  /// Never a failure: none is written while nothing comes, however long that is. Where the time
  /// between two is long, so is the time after which one is missed.
  private Grade judged(Duration age) {
    Duration late = longer(SHORTEST, every.multipliedBy(MISSED));
    return age.compareTo(late) >= 0 ? Grade.WARN : Grade.OK;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private Optional<Duration> age() throws IOException {
    Instant newest = Instant.EPOCH;
    for (Path file : files()) {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      newest = written.isAfter(newest) ? written : newest;
    }
    Duration age = Duration.between(newest, clock.instant());
    return newest.equals(Instant.EPOCH)
        ? Optional.empty()
        : Optional.of(longer(age, Duration.ZERO));
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
