/// What a Redis server says of its replication.
@NullMarked
package watchbill.connectors.redis;

import org.jspecify.annotations.NullMarked;
