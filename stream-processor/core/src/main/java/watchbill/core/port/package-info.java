/// What the core needs from outside, and what it gives.
@NullMarked
package watchbill.core.port;

import org.jspecify.annotations.NullMarked;
