/// Who is told of an alert, by what means and how often.
@NullMarked
package watchbill.alerts.routing;

import org.jspecify.annotations.NullMarked;
