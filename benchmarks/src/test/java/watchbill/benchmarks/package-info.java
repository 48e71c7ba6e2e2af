/// Tests of the harness.
@NullMarked
package watchbill.benchmarks;

import org.jspecify.annotations.NullMarked;
