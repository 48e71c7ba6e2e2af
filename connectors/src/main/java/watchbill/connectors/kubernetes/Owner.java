package watchbill.connectors.kubernetes;

/// What made a pod: its controller, or its first owner when none is marked as controller.
///
/// @param kind such as `StatefulSet`; empty when the pod has no owner
/// @param name empty when the pod has no owner
public record Owner(String kind, String name) {
  /// Nobody: somebody created the pod by hand.
  public static final Owner NONE = new Owner("", "");
}
