@NullMarked
package watchbill.connectors.redis;

import org.jspecify.annotations.NullMarked;
