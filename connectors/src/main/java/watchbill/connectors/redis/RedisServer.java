package watchbill.connectors.redis;

import java.io.IOException;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import watchbill.connectors.access.Access;
import watchbill.connectors.config.Secret;

/// One Redis server, asked over a connection that is made for each question. One thread.
public final class RedisServer {
  private final Access access;

  /// The server that this reaches; it needs no right but that of the command `INFO`.
  public RedisServer(Access access) {
    this.access = access;
  }

  /// What the server says of its replication now.
  ///
  /// @throws IOException when there is no answer, in one line without the password
  public RedisReplication replication() throws IOException {
    HostAndPort at = new HostAndPort(access.address().host(), access.address().port());
    try (Jedis jedis = new Jedis(at, client())) {
      return RedisReplication.parse(jedis.info("replication"));
    } catch (JedisException | IllegalArgumentException e) {
      throw access.failure(e);
    }
  }

  private JedisClientConfig client() {
    DefaultJedisClientConfig.Builder client =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(access.patienceMillis())
            .socketTimeoutMillis(access.patienceMillis())
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED) // a right that we do not need
            .ssl(access.tls());
    if (!access.user().isEmpty()) {
      client.user(access.user());
    }
    access.password().map(Secret::reveal).ifPresent(client::password);
    return client.build();
  }
}
