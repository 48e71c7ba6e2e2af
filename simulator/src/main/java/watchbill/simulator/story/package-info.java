/// What the agents of a simulated fleet live through, one scene after the other.
@NullMarked
package watchbill.simulator.story;

import org.jspecify.annotations.NullMarked;
