/// Tests of the processor's side of a feed.
@NullMarked
package watchbill.sources.feed;

import org.jspecify.annotations.NullMarked;
