/// Tests of how the container image is put together.
@NullMarked
package watchbill.images;

import org.jspecify.annotations.NullMarked;
