/// Reads the metrics pages of other exporters.
@NullMarked
package watchbill.connectors.promtext;

import org.jspecify.annotations.NullMarked;
