/// TLS as a client, with certificates and keys from files that may be replaced.
@NullMarked
package watchbill.connectors.tls;

import org.jspecify.annotations.NullMarked;
