/// OpenTelemetry's logs, metrics and traces, as agents send them, turned into our events.
@NullMarked
package watchbill.wire.otlp;

import org.jspecify.annotations.NullMarked;
