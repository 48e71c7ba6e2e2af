/// The chart, rendered by Helm itself.
@NullMarked
package watchbill.deploy.chart;

import org.jspecify.annotations.NullMarked;
