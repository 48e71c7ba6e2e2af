package watchbill.wire.otlp;

/// How a request and its answer are written.
public enum Encoding {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String contentType;

  Encoding(String contentType) {
    this.contentType = contentType;
  }

  /// The content type that says so.
  public String contentType() {
    return contentType;
  }
}
