/// Tests of the lines of recorded sessions.
@NullMarked
package watchbill.wire.sessions;

import org.jspecify.annotations.NullMarked;
