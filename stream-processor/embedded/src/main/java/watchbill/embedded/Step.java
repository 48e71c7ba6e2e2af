package watchbill.embedded;

import java.util.function.Consumer;
import watchbill.core.Activity;
import watchbill.core.ClusterFact;
import watchbill.core.money.PriceBook;
import watchbill.core.rules.Fleet;

/// One thing for a partition to do, in its turn.
sealed interface Step {
  record Hear(Activity activity) implements Step {}

  record Learn(ClusterFact fact, long atMillis) implements Step {}

  record PassTime(long toMillis) implements Step {}

  record Unheard(long fromMillis, long toMillis) implements Step {}

  record Reprice(PriceBook prices) implements Step {}

  /// Looks at the fleet as it is at this point, on the thread that owns it.
  record Look(Consumer<Fleet> look) implements Step {}

  record Stop() implements Step {}
}
