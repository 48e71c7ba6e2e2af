/// The nodes that agents run on: how they are, what they have, and who is on them.
@NullMarked
package watchbill.exporter.nodes;

import org.jspecify.annotations.NullMarked;
