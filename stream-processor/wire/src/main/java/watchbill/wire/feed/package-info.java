/// The byte form of signals between a processor and exporters that run apart from it.
@NullMarked
package watchbill.wire.feed;

import org.jspecify.annotations.NullMarked;
