/// Tests of the byte form of feeds.
@NullMarked
package watchbill.wire.feed;

import org.jspecify.annotations.NullMarked;
