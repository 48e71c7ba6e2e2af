/// From a rule to a pager: real Prometheus and Alertmanager with generated files, in a world in
/// which all time runs faster by one factor, and what stands at the end of the line.
@NullMarked
package watchbill.cli.pages;

import org.jspecify.annotations.NullMarked;
