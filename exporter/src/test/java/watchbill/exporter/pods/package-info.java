@NullMarked
package watchbill.exporter.pods;

import org.jspecify.annotations.NullMarked;
