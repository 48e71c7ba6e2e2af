/// The page at `/`: the fleet as it stands, live, and what it asks for.
@NullMarked
package watchbill.cli.page;

import org.jspecify.annotations.NullMarked;
