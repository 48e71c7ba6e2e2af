package watchbill.exporter.gpu;

import watchbill.connectors.gpu.GpuDevice;
import watchbill.connectors.gpu.GpuReading;

/// What one GPU or MIG instance of a node said last.
///
/// @param source `dcgm` or `nvidia-smi`
/// @param atMillis when, in milliseconds since the epoch
record GpuUnit(String node, String source, GpuReading reading, long atMillis) {
  /// What no two units of the fleet share.
  ///
  /// @param device its UUID where it has one, else its node and number
  record Key(String device, String instance) {}

  Key key() {
    return new Key(gpu(), reading.device().instance());
  }

  /// The whole GPU.
  Key whole() {
    return new Key(gpu(), "");
  }

  private String gpu() {
    GpuDevice device = reading.device();
    return device.uuid().isEmpty() ? node + "/" + device.index() : device.uuid();
  }
}
