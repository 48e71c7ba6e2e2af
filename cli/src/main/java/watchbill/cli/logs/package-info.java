/// How a service's log is written: one JSON object a line, at a bounded rate, without secrets.
@NullMarked
package watchbill.cli.logs;

import org.jspecify.annotations.NullMarked;
