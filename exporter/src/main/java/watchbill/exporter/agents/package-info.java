/// Signals about agents as series.
@NullMarked
package watchbill.exporter.agents;

import org.jspecify.annotations.NullMarked;
