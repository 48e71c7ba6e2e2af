/// The boards with data: from the demo's Prometheus, and from a page that is made up for what the
/// demo lacks; checked, and drawn as pictures.
@NullMarked
package watchbill.cli.boards;

import org.jspecify.annotations.NullMarked;
