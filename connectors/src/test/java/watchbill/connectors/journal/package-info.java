/// Tests of the durable log.
@NullMarked
package watchbill.connectors.journal;

import org.jspecify.annotations.NullMarked;
