/// The door: commands that put the rooms together.
@NullMarked
package watchbill.cli;

import org.jspecify.annotations.NullMarked;
