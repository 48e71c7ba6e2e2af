/// Telemetry as official senders write it, and what becomes of it.
@NullMarked
package watchbill.wire.otlp;

import org.jspecify.annotations.NullMarked;
