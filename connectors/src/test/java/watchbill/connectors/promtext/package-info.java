/// Tests of the reader of metrics pages.
@NullMarked
package watchbill.connectors.promtext;

import org.jspecify.annotations.NullMarked;
