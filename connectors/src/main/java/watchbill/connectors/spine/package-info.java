/// What a node of Memory Spine, the memory store of the guides, says of itself. No public product
/// shows what its endpoints answer: `docs/replication.md` says what is taken for granted.
@NullMarked
package watchbill.connectors.spine;

import org.jspecify.annotations.NullMarked;
