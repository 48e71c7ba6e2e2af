/// Agents' activity from a stream of NATS.
@NullMarked
package watchbill.sources.nats;

import org.jspecify.annotations.NullMarked;
