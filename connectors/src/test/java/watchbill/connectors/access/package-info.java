@NullMarked
package watchbill.connectors.access;

import org.jspecify.annotations.NullMarked;
