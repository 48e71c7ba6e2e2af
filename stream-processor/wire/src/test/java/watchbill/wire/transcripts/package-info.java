/// Lines of transcripts, and what they say.
@NullMarked
package watchbill.wire.transcripts;

import org.jspecify.annotations.NullMarked;
