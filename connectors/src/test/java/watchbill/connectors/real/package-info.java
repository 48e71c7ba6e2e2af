/// Real servers for tests, as Debian packages them: started on free loopback ports, ended by their
/// process id.
@NullMarked
package watchbill.connectors.real;

import org.jspecify.annotations.NullMarked;
