/// What a cluster does to the pods of agents, told to the core as facts.
@NullMarked
package watchbill.sources.kubernetes;

import org.jspecify.annotations.NullMarked;
