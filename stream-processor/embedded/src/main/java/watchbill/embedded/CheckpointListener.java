package watchbill.embedded;

/// Hears how checkpoints go. Called from the thread that writes them.
public interface CheckpointListener {
  /// A checkpoint is safe on the disk.
  void saved(Position position, int bytes);

  /// One could not be written; the one before it still holds.
  void failed(String reason);
}
