@NullMarked
package watchbill.connectors.spine;

import org.jspecify.annotations.NullMarked;
