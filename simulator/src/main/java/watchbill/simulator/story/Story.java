package watchbill.simulator.story;

/// What one agent lives through, without an end.
public interface Story {
  /// Plays the next piece of it: time passes, or something happens, or both.
  void play(Scene scene);
}
