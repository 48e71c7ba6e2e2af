/// The pages about the alerts, for those who are woken by them.
@NullMarked
package watchbill.alerts.docs;

import org.jspecify.annotations.NullMarked;
