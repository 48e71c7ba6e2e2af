/// Tells exporters that run apart from the processor what it concludes.
@NullMarked
package watchbill.sources.feed;

import org.jspecify.annotations.NullMarked;
