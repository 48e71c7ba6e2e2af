/// Tests of what is shown of volumes.
@NullMarked
package watchbill.exporter.volumes;

import org.jspecify.annotations.NullMarked;
