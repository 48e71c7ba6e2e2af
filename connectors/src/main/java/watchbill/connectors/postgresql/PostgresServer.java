package watchbill.connectors.postgresql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Properties;
import watchbill.connectors.access.Access;
import watchbill.connectors.config.Secret;
import watchbill.connectors.postgresql.PostgresReplication.Fed;
import watchbill.connectors.postgresql.PostgresReplication.Slot;

/// One PostgreSQL server (12 or later), asked over a connection that is made for each question, and
/// that can only read. The role should be a member of `pg_monitor`: another sees less. One thread.
public final class PostgresServer {
  private static final String ITSELF =
      """
      SELECT pg_is_in_recovery() AS standby,
             CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                  ELSE pg_current_wal_lsn() END - '0/0'::pg_lsn AS position,
             CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() END - '0/0'::pg_lsn AS received,
             extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) AS replay_age,
             current_setting('cluster_name', true) AS cluster_name
      """;

  /// `conninfo` has the name only where it is not the default; it shows no password.
  private static final String RECEIVER =
      """
      SELECT status = 'streaming' AS streaming,
             coalesce(slot_name, '') AS slot,
             coalesce(substring(conninfo FROM '(?:^| )application_name=([^ '']+)'), '') AS application
      FROM pg_stat_wal_receiver
      """;

  /// A backup that is being taken is no standby.
  private static final String FED =
      """
      SELECT coalesce(s.slot_name, '') AS slot,
             coalesce(r.application_name, '') AS application,
             coalesce(host(r.client_addr), '') AS client,
             r.state = 'streaming' AS streaming,
             coalesce(r.sync_state, '') AS sync,
             r.replay_lsn - '0/0'::pg_lsn AS replayed,
             extract(epoch FROM r.replay_lag) AS lag,
             extract(epoch FROM clock_timestamp() - r.reply_time) AS reply_age
      FROM pg_stat_replication r LEFT JOIN pg_replication_slots s ON s.active_pid = r.pid
      WHERE r.state IS DISTINCT FROM 'backup'
      ORDER BY 1, 2, 3, r.client_port
      """;

  private static final String SLOTS =
      """
      SELECT slot_name, active, pg_current_wal_lsn() - restart_lsn AS retained
      FROM pg_replication_slots
      ORDER BY slot_name
      """;

  private final Access access;
  private final String database;

  /// The server that this reaches.
  ///
  /// @param database any that the role may connect to
  public PostgresServer(Access access, String database) {
    this.access = access;
    this.database = database;
  }

  /// What the server says of its replication now.
  ///
  /// @throws IOException when there is no answer, in one line without the password
  public PostgresReplication replication() throws IOException {
    try (Connection connection = DriverManager.getConnection(url(), properties());
        Statement statement = connection.createStatement()) {
      return read(statement);
    } catch (SQLException e) {
      throw access.failure(e);
    }
  }

  private static PostgresReplication read(Statement statement) throws SQLException {
    boolean standby;
    OptionalLong position;
    OptionalLong received;
    OptionalDouble replayAge;
    String cluster;
    try (ResultSet row = statement.executeQuery(ITSELF)) {
      row.next();
      standby = row.getBoolean("standby");
      position = whole(row, "position");
      received = whole(row, "received");
      replayAge = number(row, "replay_age");
      cluster = text(row, "cluster_name");
    }
    if (!standby) {
      return new PostgresReplication(
          false,
          position,
          OptionalDouble.empty(),
          OptionalLong.empty(),
          false,
          "",
          fed(statement),
          slots(statement));
    }
    boolean streaming = false;
    String name = cluster;
    try (ResultSet row = statement.executeQuery(RECEIVER)) {
      if (row.next()) {
        streaming = row.getBoolean("streaming");
        name = firstOf(text(row, "slot"), text(row, "application"), cluster);
      }
    }
    return new PostgresReplication(
        true, position, replayAge, received, streaming, name, List.of(), List.of());
  }

  private static List<Fed> fed(Statement statement) throws SQLException {
    List<Fed> fed = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(FED)) {
      while (row.next()) {
        fed.add(
            new Fed(
                text(row, "slot"),
                text(row, "application"),
                text(row, "client"),
                row.getBoolean("streaming"),
                text(row, "sync"),
                whole(row, "replayed"),
                number(row, "lag"),
                number(row, "reply_age")));
      }
    }
    return fed;
  }

  private static List<Slot> slots(Statement statement) throws SQLException {
    List<Slot> slots = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(SLOTS)) {
      while (row.next()) {
        slots.add(
            new Slot(text(row, "slot_name"), row.getBoolean("active"), whole(row, "retained")));
      }
    }
    return slots;
  }

  private String url() {
    String host = access.address().host();
    String written = host.indexOf(':') < 0 ? host : '[' + host + ']';
    return "jdbc:postgresql://" + written + ':' + access.address().port() + "/";
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("PGDBNAME", database);
    if (!access.user().isEmpty()) {
      properties.setProperty("user", access.user());
    }
    access.password().map(Secret::reveal).ifPresent(p -> properties.setProperty("password", p));
    String seconds = Long.toString(Math.max(1, (access.patienceMillis() + 999) / 1_000));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("ApplicationName", "watchbill");
    properties.setProperty("readOnly", "true");
    properties.setProperty("readOnlyMode", "always");
    properties.setProperty("options", "-c statement_timeout=" + access.patienceMillis());
    if (access.tls()) {
      properties.setProperty("sslmode", "verify-full");
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    return properties;
  }

  private static String firstOf(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static OptionalLong whole(ResultSet row, String column) throws SQLException {
    var number = row.getBigDecimal(column);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number.longValue());
  }

  private static OptionalDouble number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
