package watchbill.wire.otlp;

/// Of what kind a request is and whose.
///
/// @param tenant whose agents they are by credential or path; not empty
/// @param agent which agent it is by credential or path; empty when the resource says
/// @param heardAtMillis when it came in, in milliseconds since the epoch
public record OtlpRequest(
    String tenant, String agent, Telemetry telemetry, Encoding encoding, long heardAtMillis) {
  public OtlpRequest {
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException("tenant: want a name, have none");
    }
  }
}
