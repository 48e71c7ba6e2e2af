/// Tests of what is shown of a cluster's objects.
@NullMarked
package watchbill.exporter.workloads;

import org.jspecify.annotations.NullMarked;
