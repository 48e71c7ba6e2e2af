/// Tests of what a service logs.
@NullMarked
package watchbill.cli.logs;

import org.jspecify.annotations.NullMarked;
