/// Boards as the JSON that Grafana reads.
@NullMarked
package watchbill.dashboards.grafana;

import org.jspecify.annotations.NullMarked;
