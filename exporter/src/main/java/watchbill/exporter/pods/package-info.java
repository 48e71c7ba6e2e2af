/// The pods that agents run in, as series.
@NullMarked
package watchbill.exporter.pods;

import org.jspecify.annotations.NullMarked;
