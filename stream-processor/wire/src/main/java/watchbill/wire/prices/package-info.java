/// Price files.
@NullMarked
package watchbill.wire.prices;

import org.jspecify.annotations.NullMarked;
