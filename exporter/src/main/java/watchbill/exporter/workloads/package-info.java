/// What makes pods: how many replicas workloads have, and how their rollouts go.
@NullMarked
package watchbill.exporter.workloads;

import org.jspecify.annotations.NullMarked;
