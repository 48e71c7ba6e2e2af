/// What agents' pods use, from one of two sources, and how that compares with what they ask for.
@NullMarked
package watchbill.exporter.usage;

import org.jspecify.annotations.NullMarked;
