@NullMarked
package watchbill.sources.kubernetes;

import org.jspecify.annotations.NullMarked;
