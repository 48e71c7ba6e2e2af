/// Tests of the bill.
@NullMarked
package watchbill.cli.bill;

import org.jspecify.annotations.NullMarked;
