/// Reads what GPUs say of themselves: DCGM exporters' pages and `nvidia-smi`.
@NullMarked
package watchbill.connectors.gpu;

import org.jspecify.annotations.NullMarked;
