/// The stream processor in one JVM: partitions with one owner thread each, and their checkpoint.
@NullMarked
package watchbill.embedded;

import org.jspecify.annotations.NullMarked;
