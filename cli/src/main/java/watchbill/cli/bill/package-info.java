/// The bill of a recording: the same dollars split in several ways, for people and for programs.
@NullMarked
package watchbill.cli.bill;

import org.jspecify.annotations.NullMarked;
