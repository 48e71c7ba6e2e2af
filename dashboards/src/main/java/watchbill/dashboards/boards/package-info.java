/// The boards of the house.
@NullMarked
package watchbill.dashboards.boards;

import org.jspecify.annotations.NullMarked;
