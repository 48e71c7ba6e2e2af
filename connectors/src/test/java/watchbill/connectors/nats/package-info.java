/// Tests of NATS against a real server.
@NullMarked
package watchbill.connectors.nats;

import org.jspecify.annotations.NullMarked;
