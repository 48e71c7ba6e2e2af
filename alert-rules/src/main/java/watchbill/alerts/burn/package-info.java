/// How fast something that has to last for a while may be used up before somebody is told.
@NullMarked
package watchbill.alerts.burn;

import org.jspecify.annotations.NullMarked;
