/// Tests of bytes in, records out, and the way back.
@NullMarked
package watchbill.wire;

import org.jspecify.annotations.NullMarked;
