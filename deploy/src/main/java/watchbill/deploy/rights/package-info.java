/// What a process may do in a cluster, as roles and as a page for people.
@NullMarked
package watchbill.deploy.rights;

import org.jspecify.annotations.NullMarked;
