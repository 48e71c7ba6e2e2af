/// Bytes to the core's records and back.
@NullMarked
package watchbill.wire;

import org.jspecify.annotations.NullMarked;
