/// What is remembered, and its fixed byte form.
@NullMarked
package watchbill.core.state;

import org.jspecify.annotations.NullMarked;
