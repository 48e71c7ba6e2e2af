/// Tests of the simulated fleet.
@NullMarked
package watchbill.simulator;

import org.jspecify.annotations.NullMarked;
