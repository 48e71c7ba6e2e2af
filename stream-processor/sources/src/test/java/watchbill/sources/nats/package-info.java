/// Tests of activity from a stream, with a tail made of lists and with a real server.
@NullMarked
package watchbill.sources.nats;

import org.jspecify.annotations.NullMarked;
