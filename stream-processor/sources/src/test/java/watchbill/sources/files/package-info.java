/// Tests of recordings, from text and from real sessions.
@NullMarked
package watchbill.sources.files;

import org.jspecify.annotations.NullMarked;
