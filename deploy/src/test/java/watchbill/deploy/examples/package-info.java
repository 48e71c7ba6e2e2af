/// Whether the example fleet does what its page promises.
@NullMarked
package watchbill.deploy.examples;

import org.jspecify.annotations.NullMarked;
