package watchbill.metrics.exposition;

import watchbill.metrics.catalogue.Family;

/// What stands before a family's samples, made once for each format.
final class Headers {
  private final byte[] text;
  private final byte[] openMetrics;
  private final byte[] protobuf;
  private final FamilyMessage.Type type;

  Headers(Family<?> family) {
    text = Format.TEXT.header(family);
    openMetrics = Format.OPEN_METRICS.header(family);
    protobuf = Format.PROTOBUF.header(family);
    type = ProtobufFormat.type(family);
  }

  byte[] in(Format format) {
    return switch (format) {
      case TextFormat _ -> text;
      case OpenMetricsFormat _ -> openMetrics;
      case ProtobufFormat _ -> protobuf;
    };
  }

  /// The family's message in protobuf, begun at the end of `out`.
  FamilyMessage message(ByteSink out) {
    var message = new FamilyMessage(out, type);
    message.raw(protobuf);
    return message;
  }
}
