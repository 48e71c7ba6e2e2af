/// Recorded activity, line by line.
@NullMarked
package watchbill.sources.files;

import org.jspecify.annotations.NullMarked;
