/// What sources said last of the cluster, for everything that is shown of it.
@NullMarked
package watchbill.exporter.cluster;

import org.jspecify.annotations.NullMarked;
