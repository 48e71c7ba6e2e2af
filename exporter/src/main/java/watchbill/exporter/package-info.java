/// What is true now, for Prometheus to scrape.
@NullMarked
package watchbill.exporter;

import org.jspecify.annotations.NullMarked;
