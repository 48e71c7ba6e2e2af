/// Examines the page, in a real browser.
@NullMarked
package watchbill.cli.page;

import org.jspecify.annotations.NullMarked;
