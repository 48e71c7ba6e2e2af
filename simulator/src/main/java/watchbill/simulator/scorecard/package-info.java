/// How well a watcher reads simulated fleets whose events come late, twice, wrongly dated or not at
/// all.
@NullMarked
package watchbill.simulator.scorecard;

import org.jspecify.annotations.NullMarked;
