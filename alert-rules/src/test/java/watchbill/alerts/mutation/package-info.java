/// Proof that the alerts' examples would notice a rule that is not quite right.
@NullMarked
package watchbill.alerts.mutation;

import org.jspecify.annotations.NullMarked;
