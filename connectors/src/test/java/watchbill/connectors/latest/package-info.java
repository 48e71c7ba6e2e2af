/// Tests of last values, and some in memory.
@NullMarked
package watchbill.connectors.latest;

import org.jspecify.annotations.NullMarked;
