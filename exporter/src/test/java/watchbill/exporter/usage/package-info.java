/// Tests of what pods use.
@NullMarked
package watchbill.exporter.usage;

import org.jspecify.annotations.NullMarked;
