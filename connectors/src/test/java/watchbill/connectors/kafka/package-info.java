/// Tests against real brokers.
@NullMarked
package watchbill.connectors.kafka;

import org.jspecify.annotations.NullMarked;
