/// Tests of what agents cost beside tokens.
@NullMarked
package watchbill.exporter.infrastructure;

import org.jspecify.annotations.NullMarked;
