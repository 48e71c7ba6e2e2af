/// A fleet that does not exist: planned by a seed, played item by item, with the truth beside it.
@NullMarked
package watchbill.simulator;

import org.jspecify.annotations.NullMarked;
