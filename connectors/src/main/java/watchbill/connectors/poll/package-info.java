/// Work that is done again and again beside everything else.
@NullMarked
package watchbill.connectors.poll;

import org.jspecify.annotations.NullMarked;
