/// Tests of what is read of GPUs.
@NullMarked
package watchbill.connectors.gpu;

import org.jspecify.annotations.NullMarked;
