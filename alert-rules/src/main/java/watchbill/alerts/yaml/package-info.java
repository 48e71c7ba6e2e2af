/// The files in which Prometheus, its operator and promtool read the alerts.
@NullMarked
package watchbill.alerts.yaml;

import org.jspecify.annotations.NullMarked;
