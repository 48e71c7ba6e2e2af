/// Tests of the intake over HTTP.
@NullMarked
package watchbill.sources.intake;

import org.jspecify.annotations.NullMarked;
