package watchbill.connectors.gpu;

/// Which GPU is meant, or which MIG instance of one.
///
/// @param uuid of the whole GPU; empty when not said
/// @param index its number on its machine; empty when not said
/// @param product such as `NVIDIA A100-SXM4-80GB`; empty when not said
/// @param instance the id of its GPU instance; empty for the whole GPU
/// @param profile of that instance, such as `1g.10gb`; empty when not said
public record GpuDevice(
    String uuid, String index, String product, String instance, String profile) {
  /// Whether it is a MIG instance.
  public boolean isInstance() {
    return !instance.isEmpty();
  }

  /// The whole GPU of which it is an instance, or itself.
  public GpuDevice whole() {
    return isInstance() ? new GpuDevice(uuid, index, product, "", "") : this;
  }
}
