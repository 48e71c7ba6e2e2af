/// The vocabulary of the watch: what an agent did, what its cluster did to it, and what both mean.
@NullMarked
package watchbill.core;

import org.jspecify.annotations.NullMarked;
