/// Files that are made from code and committed, so that they can be read and compared.
@NullMarked
package watchbill.metrics.generated;

import org.jspecify.annotations.NullMarked;
