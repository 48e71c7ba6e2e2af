/// Tests of the GPUs of the fleet.
@NullMarked
package watchbill.exporter.gpu;

import org.jspecify.annotations.NullMarked;
