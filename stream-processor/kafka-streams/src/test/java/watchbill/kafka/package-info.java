/// Tests of the topology.
@NullMarked
package watchbill.kafka;

import org.jspecify.annotations.NullMarked;
