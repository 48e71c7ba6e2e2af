/// Two ways of doing the same, side by side in one process: every speed that the project quotes.
@NullMarked
package watchbill.benchmarks;

import org.jspecify.annotations.NullMarked;
