/// Tests of price files.
@NullMarked
package watchbill.wire.prices;

import org.jspecify.annotations.NullMarked;
