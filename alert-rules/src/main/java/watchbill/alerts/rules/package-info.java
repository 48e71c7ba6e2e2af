/// The alerts of the house.
@NullMarked
package watchbill.alerts.rules;

import org.jspecify.annotations.NullMarked;
