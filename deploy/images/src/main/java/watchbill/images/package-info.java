/// How the container image is made from what was built, without a container engine.
@NullMarked
package watchbill.images;

import org.jspecify.annotations.NullMarked;
