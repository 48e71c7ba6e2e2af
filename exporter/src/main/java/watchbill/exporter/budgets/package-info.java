/// What agents may spend, and how far they are.
@NullMarked
package watchbill.exporter.budgets;

import org.jspecify.annotations.NullMarked;
