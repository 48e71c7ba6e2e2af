/// Kafka as it is asked, read and written.
@NullMarked
package watchbill.connectors.kafka;

import org.jspecify.annotations.NullMarked;
