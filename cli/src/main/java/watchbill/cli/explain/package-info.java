/// What each agent did, underwent and spent of late, and how a person is told.
@NullMarked
package watchbill.cli.explain;

import org.jspecify.annotations.NullMarked;
