@NullMarked
package watchbill.connectors.kubernetes;

import org.jspecify.annotations.NullMarked;
