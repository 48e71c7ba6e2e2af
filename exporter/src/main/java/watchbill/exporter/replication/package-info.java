/// How far the copies of the stores that agents depend on are behind.
@NullMarked
package watchbill.exporter.replication;

import org.jspecify.annotations.NullMarked;
