/// Recorded sessions of a coding agent, line by line.
@NullMarked
package watchbill.wire.sessions;

import org.jspecify.annotations.NullMarked;
