/// Tests of processor and exporter apart.
@NullMarked
package watchbill.cli.split;

import org.jspecify.annotations.NullMarked;
