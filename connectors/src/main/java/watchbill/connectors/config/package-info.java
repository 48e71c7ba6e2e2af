/// A configuration file as checked values, and the errors that say what was wanted.
@NullMarked
package watchbill.connectors.config;

import org.jspecify.annotations.NullMarked;
