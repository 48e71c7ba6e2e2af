/// Tests of TLS as a client.
@NullMarked
package watchbill.connectors.tls;

import org.jspecify.annotations.NullMarked;
