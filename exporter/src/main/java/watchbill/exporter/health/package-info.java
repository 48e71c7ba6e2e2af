/// Whether what Watchbill rests on can be heard.
@NullMarked
package watchbill.exporter.health;

import org.jspecify.annotations.NullMarked;
