/// Exact money: prices per token and sums in integer pico-dollars.
@NullMarked
package watchbill.core.money;

import org.jspecify.annotations.NullMarked;
