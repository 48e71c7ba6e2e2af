/// The volumes that agents' pods claim: how full they are, how fast they fill, and which of them
/// nobody will use.
@NullMarked
package watchbill.exporter.volumes;

import org.jspecify.annotations.NullMarked;
