/// Tests of the scorecard, and of the core by it.
@NullMarked
package watchbill.simulator.scorecard;

import org.jspecify.annotations.NullMarked;
