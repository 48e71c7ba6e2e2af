/// What a board is: rows of panels, each with queries of the catalogue.
@NullMarked
package watchbill.dashboards;

import org.jspecify.annotations.NullMarked;
