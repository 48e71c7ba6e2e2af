/// What may be taken from a node, and what a drain waits for.
@NullMarked
package watchbill.exporter.disruption;

import org.jspecify.annotations.NullMarked;
