/// The session files that Claude Code keeps on disk, line by line.
@NullMarked
package watchbill.wire.transcripts;

import org.jspecify.annotations.NullMarked;
