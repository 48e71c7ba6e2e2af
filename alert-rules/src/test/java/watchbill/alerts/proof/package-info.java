/// Proof that the rules are as they have to be, and that their examples would notice if they were
/// not.
@NullMarked
package watchbill.alerts.proof;

import org.jspecify.annotations.NullMarked;
