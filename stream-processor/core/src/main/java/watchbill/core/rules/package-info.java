/// What an agent's history means: its state, the rules over it, and the agents of one partition.
@NullMarked
package watchbill.core.rules;

import org.jspecify.annotations.NullMarked;
