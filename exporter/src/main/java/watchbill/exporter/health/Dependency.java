package watchbill.exporter.health;

/// Something without which Watchbill does not do its work.
@FunctionalInterface
public interface Dependency {
  /// How it is now. Called from any thread; does not wait.
  Readiness readiness();
}
