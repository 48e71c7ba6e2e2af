/// The bus that agents talk over, as series.
@NullMarked
package watchbill.exporter.bus;

import org.jspecify.annotations.NullMarked;
