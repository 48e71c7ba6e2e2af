/// How series are kept between scrapes, and how a scrape is written, as bytes.
@NullMarked
package watchbill.metrics.exposition;

import org.jspecify.annotations.NullMarked;
