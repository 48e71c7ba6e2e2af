/// What a PostgreSQL server says of its replication.
@NullMarked
package watchbill.connectors.postgresql;

import org.jspecify.annotations.NullMarked;
