/// What changes the number of pods, and what hinders it.
@NullMarked
package watchbill.exporter.autoscaling;

import org.jspecify.annotations.NullMarked;
