/// Tests of what is shown of a cluster's objects.
@NullMarked
package watchbill.exporter.nodes;

import org.jspecify.annotations.NullMarked;
