/// What the rules cost a Prometheus that watches many agents.
@NullMarked
package watchbill.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
