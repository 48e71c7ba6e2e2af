/// The files in which Alertmanager and the Prometheus operator read whom alerts reach.
@NullMarked
package watchbill.alerts.routing.yaml;

import org.jspecify.annotations.NullMarked;
