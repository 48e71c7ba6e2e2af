package watchbill.simulator.story;

/// Something that befalls an agent that would otherwise work on.
public interface Trouble {
  /// Plays the trouble in the middle of the worker's task, for `forMillis` or a little longer. The
  /// worker can work on afterwards.
  void befall(HealthyWorker worker, Scene scene, long forMillis);
}
