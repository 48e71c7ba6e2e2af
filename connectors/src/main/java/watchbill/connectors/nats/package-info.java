/// NATS JetStream: one link, streams read in order, messages published.
@NullMarked
package watchbill.connectors.nats;

import org.jspecify.annotations.NullMarked;
