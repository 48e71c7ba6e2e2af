package watchbill.wire.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Requests in the official model of OTLP.
final class Proto {
  static final long MILLION = 1_000_000;

  private Proto() {}

  /// Names and values in turn; a value is a text, a `Long`, a `Double` or a `Boolean`.
  static List<KeyValue> attributes(Object... pairs) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      AnyValue value =
          switch (pairs[i + 1]) {
            case Long number -> AnyValue.newBuilder().setIntValue(number).build();
            case Integer number -> AnyValue.newBuilder().setIntValue(number).build();
            case Double number -> AnyValue.newBuilder().setDoubleValue(number).build();
            case Boolean flag -> AnyValue.newBuilder().setBoolValue(flag).build();
            case Object text -> AnyValue.newBuilder().setStringValue(text.toString()).build();
          };
      attributes.add(KeyValue.newBuilder().setKey(pairs[i].toString()).setValue(value).build());
    }
    return attributes;
  }

  static Resource resource(Object... pairs) {
    return Resource.newBuilder().addAllAttributes(attributes(pairs)).build();
  }

  /// An event as Claude Code's SDK sends it: the name is in the body and in an attribute.
  static LogRecord event(String name, long atMillis, Object... pairs) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(atMillis * MILLION)
        .setBody(AnyValue.newBuilder().setStringValue(name))
        .addAllAttributes(attributes(pairs))
        .build();
  }

  static byte[] logs(Resource resource, LogRecord... records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource)
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(List.of(records))))
        .build()
        .toByteArray();
  }

  static byte[] metrics(Resource resource, Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
        .build()
        .toByteArray();
  }

  static byte[] traces(Resource resource, Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build()
        .toByteArray();
  }

  static Metric sum(String name, boolean cumulative, NumberDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setSum(
            Sum.newBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(temporality(cumulative))
                .addAllDataPoints(List.of(points)))
        .build();
  }

  static NumberDataPoint point(long startMillis, long atMillis, double value, Object... pairs) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(startMillis * MILLION)
        .setTimeUnixNano(atMillis * MILLION)
        .setAsDouble(value)
        .addAllAttributes(attributes(pairs))
        .build();
  }

  static Metric histogram(String name, boolean cumulative, HistogramDataPoint... points) {
    return Metric.newBuilder()
        .setName(name)
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(temporality(cumulative))
                .addAllDataPoints(List.of(points)))
        .build();
  }

  static HistogramDataPoint distribution(
      long startMillis, long atMillis, long count, double sum, Object... pairs) {
    return HistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(startMillis * MILLION)
        .setTimeUnixNano(atMillis * MILLION)
        .setCount(count)
        .setSum(sum)
        .addAllAttributes(attributes(pairs))
        .build();
  }

  /// A span of trace 7.
  ///
  /// @param parent 0 for none
  static Span span(
      String name, long id, long parent, long fromMillis, long toMillis, Object... pairs) {
    Span.Builder span =
        Span.newBuilder()
            .setName(name)
            .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(8, 7)))
            .setSpanId(id(id))
            .setStartTimeUnixNano(fromMillis * MILLION)
            .setEndTimeUnixNano(toMillis * MILLION)
            .addAllAttributes(attributes(pairs));
    if (parent != 0) {
      span.setParentSpanId(id(parent));
    }
    return span.build();
  }

  static Span failed(Span span) {
    return span.toBuilder()
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
        .build();
  }

  private static ByteString id(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, id));
  }

  private static AggregationTemporality temporality(boolean cumulative) {
    return cumulative
        ? AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
        : AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  }
}
