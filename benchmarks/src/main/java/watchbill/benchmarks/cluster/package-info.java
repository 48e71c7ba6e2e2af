/// A cluster that does not exist, and what it costs to watch its pods.
@NullMarked
package watchbill.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
