/// The objects of an installation, and the files that they are in.
@NullMarked
package watchbill.deploy.manifests;

import org.jspecify.annotations.NullMarked;
