/// Reads scrapes in protobuf, for tests.
@NullMarked
package watchbill.metrics.decoded;

import org.jspecify.annotations.NullMarked;
