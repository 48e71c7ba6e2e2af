/// PromQL built from families, so that what the catalogue does not have cannot be queried.
@NullMarked
package watchbill.metrics.promql;

import org.jspecify.annotations.NullMarked;
