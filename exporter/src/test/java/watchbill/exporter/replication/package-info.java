@NullMarked
package watchbill.exporter.replication;

import org.jspecify.annotations.NullMarked;
