/// A small HTTP server: answers are computed off the event loop, in bounded number and time.
@NullMarked
package watchbill.connectors.http;

import org.jspecify.annotations.NullMarked;
