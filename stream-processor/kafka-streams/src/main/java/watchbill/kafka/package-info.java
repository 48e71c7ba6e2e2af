/// The core as a Kafka Streams topology: what a fleet moves to when one machine is not enough.
@NullMarked
package watchbill.kafka;

import org.jspecify.annotations.NullMarked;
