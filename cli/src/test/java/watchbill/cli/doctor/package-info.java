/// Tests of the checks of a whole installation.
@NullMarked
package watchbill.cli.doctor;

import org.jspecify.annotations.NullMarked;
