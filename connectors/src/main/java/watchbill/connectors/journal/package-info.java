/// A durable log of messages on this machine's disk, for where no server keeps one.
@NullMarked
package watchbill.connectors.journal;

import org.jspecify.annotations.NullMarked;
