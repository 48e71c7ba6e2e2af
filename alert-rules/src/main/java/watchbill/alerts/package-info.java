/// What an alert is: a condition, how long it has to hold, who is told, and examples of both.
@NullMarked
package watchbill.alerts;

import org.jspecify.annotations.NullMarked;
