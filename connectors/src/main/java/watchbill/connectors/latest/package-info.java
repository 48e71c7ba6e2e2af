/// The last value of each key, kept by a broker for whoever comes late.
@NullMarked
package watchbill.connectors.latest;

import org.jspecify.annotations.NullMarked;
