/// A cluster's pods, listed and watched for as long as the process runs, reduced to what is asked
/// of them.
@NullMarked
package watchbill.connectors.kubernetes;

import org.jspecify.annotations.NullMarked;
