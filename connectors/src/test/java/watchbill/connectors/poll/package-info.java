/// Tests of work that is done again and again.
@NullMarked
package watchbill.connectors.poll;

import org.jspecify.annotations.NullMarked;
