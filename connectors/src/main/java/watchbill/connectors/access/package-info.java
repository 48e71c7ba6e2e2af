/// How to reach a server that wants to know who asks.
@NullMarked
package watchbill.connectors.access;

import org.jspecify.annotations.NullMarked;
