package watchbill.metrics.exposition;

import org.jspecify.annotations.Nullable;

/// A small part of one family's lines that changes as one: what is compressed at a time, and
/// compressed again only when it changed. The lines are the same in both text formats.
public interface Block {
  /// Whether a line may have changed since this was last asked; from then on it has not. Whoever
  /// asks writes the lines after it, so that no change is missed: one that comes while they are
  /// written is told at the next time. For one asker at a time.
  boolean takeChanged();

  /// Writes its lines; gives the number of samples. Safe from any thread.
  int writeLines(ByteSink out);

  /// What was kept by [#keep]; null when nothing was. For the asker.
  @Nullable Deflated kept();

  /// Keeps the compressed lines until the next call; nothing when null. For the asker.
  void keep(@Nullable Deflated deflated);
}
