/// What agents cost beside tokens: their share of the cluster, priced by the OpenCost rule
/// (https://opencost.io/docs/specification/).
@NullMarked
package watchbill.exporter.infrastructure;

import org.jspecify.annotations.NullMarked;
