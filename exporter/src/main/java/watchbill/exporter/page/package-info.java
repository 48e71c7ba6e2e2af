/// The page that Prometheus scrapes, in the format and the encoding that it asks for.
@NullMarked
package watchbill.exporter.page;

import org.jspecify.annotations.NullMarked;
