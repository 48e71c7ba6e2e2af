/// What a cluster needs to run Watchbill, as Kubernetes objects.
@NullMarked
package watchbill.deploy;

import org.jspecify.annotations.NullMarked;
