/// Agents' activity as it is posted to us over HTTP: OpenTelemetry and our own events.
@NullMarked
package watchbill.sources.intake;

import org.jspecify.annotations.NullMarked;
