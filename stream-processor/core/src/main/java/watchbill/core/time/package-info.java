/// Time as an argument: what each source has promised, and which deadlines that makes due.
@NullMarked
package watchbill.core.time;

import org.jspecify.annotations.NullMarked;
