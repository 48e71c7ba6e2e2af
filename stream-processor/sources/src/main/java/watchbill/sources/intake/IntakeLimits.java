package watchbill.sources.intake;

/// How much one tenant, and one request, may bring.
///
/// @param body bytes of a body as it comes over the wire, from 1 KiB to 64 MiB
/// @param unpacked bytes of a body that was compressed, when it is not any more; at least `body`
/// @param eventsPerSecond of one tenant; ten seconds' worth may come at once
/// @param agents of one tenant within an hour
/// @param tenants within an hour, where it is the path that names them
public record IntakeLimits(int body, int unpacked, int eventsPerSecond, int agents, int tenants) {
  /// 4 MiB, 16 MiB, 2,000 a second, 10,000 agents, 1,000 tenants.
  public static final IntakeLimits DEFAULT =
      new IntakeLimits(4 << 20, 16 << 20, 2_000, 10_000, 1_000);
}
