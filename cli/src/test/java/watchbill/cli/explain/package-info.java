/// Tests of timelines.
@NullMarked
package watchbill.cli.explain;

import org.jspecify.annotations.NullMarked;
