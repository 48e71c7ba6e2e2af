/// Every metric of the house, once: its name, type, unit, help, labels and where its value comes
/// from.
@NullMarked
package watchbill.metrics.catalogue;

import org.jspecify.annotations.NullMarked;
