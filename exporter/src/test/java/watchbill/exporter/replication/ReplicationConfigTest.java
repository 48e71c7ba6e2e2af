package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.access.Address;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.config.Secret;
import watchbill.connectors.kafka.Sasl;
import watchbill.exporter.replication.CanaryConfig.Ask;

class ReplicationConfigTest {
  private static final Optional<Secret> SECRET = Optional.of(Secret.of("c0rrect-horse"));

  @TempDir Path folder;

  @BeforeEach
  void writeSecret() throws Exception {
    Files.writeString(folder.resolve("secret"), "c0rrect-horse\n");
  }

  @Test
  void looksAtNothingByDefault() {
    assertThat(config(""))
        .isEqualTo(new ReplicationConfig(List.of(), Duration.ofSeconds(3), Duration.ofMinutes(1)));
  }

  @Test
  void readsWhatItsPageShows() throws Exception {
    Path page = Path.of(System.getProperty("watchbill.root"), "docs", "replication.md");
    String[] blocks = Files.readString(page).split("```(yaml)?\n", -1);

    ReplicationConfig shown = config(blocks[1] + blocks[3]);

    assertThat(shown.stores()).hasSize(1);
    assertThat(shown.stores().getFirst().every()).isEqualTo(Duration.ofSeconds(10));
    assertThat(shown.timeout()).isEqualTo(config("").timeout());
    assertThat(shown.staleAfter()).isEqualTo(config("").staleAfter());
    assertThat(shown.stores().getFirst().settings())
        .isEqualTo(
            new StoreSettings.MemorySpine(
                9090,
                Optional.of(
                    new CanaryConfig(
                        new Ask("PUT", "/kv/{key}", "{value}"),
                        new Ask("GET", "/kv/{key}", ""),
                        Duration.ofSeconds(2)))));
  }

  @Test
  void hasDefaultsForEachSystem() {
    List<StoreConfig> stores =
        config(
                """
                replication:
                  stores:
                    - {name: memory, kind: memory-spine, addresses: [spine-0]}
                    - {name: state, kind: postgresql, addresses: [pg]}
                    - {name: cache, kind: redis, addresses: [redis]}
                """)
            .stores();

    assertThat(stores)
        .containsExactly(
            store(
                new StoreName("", "memory", "memory_spine"),
                new Address("spine-0", 8788),
                new StoreSettings.MemorySpine(9090, Optional.empty())),
            store(
                new StoreName("", "state", "postgresql"),
                new Address("pg", 5432),
                new StoreSettings.Postgresql("postgres")),
            store(
                new StoreName("", "cache", "redis"),
                new Address("redis", 6379),
                new StoreSettings.Redis()));
    StoreConfig kafka =
        config("replication: {stores: [{name: bus, kind: kafka, addresses: [kafka]}]}")
            .stores()
            .getFirst();
    assertThat(kafka.addresses()).containsExactly(new Address("kafka", 9092));
    assertThat(kafka.settings())
        .isInstanceOfSatisfying(
            StoreSettings.Kafka.class,
            settings -> {
              assertThat(settings.mechanism()).isEqualTo(Sasl.SCRAM_SHA_512);
              assertThat(settings.groups().pattern()).isEqualTo(".*");
            });
  }

  @Test
  void readsEveryKey() {
    ReplicationConfig config =
        config(
            """
            replication:
              every: 30s
              timeout: 5s
              staleAfter: 2m
              stores:
                - name: memory
                  kind: memory-spine
                  tenant: acme
                  addresses: [spine-0:1, spine-1:2]
                  user: me
                  password: {file: secret}
                  tls: true
                  every: 1m
                  wanted: 2
                  metricsPort: 0
                  canary:
                    enabled: true
                    wait: 4s
                    write: {method: PUT, path: "/kv/{key}", body: "{value}"}
                    read: {method: GET, path: "/kv/{key}?limit=1"}
                - {name: state, kind: postgresql, addresses: [pg], database: app}
            """);

    assertThat(config)
        .isEqualTo(
            new ReplicationConfig(
                List.of(
                    new StoreConfig(
                        new StoreName("acme", "memory", "memory_spine"),
                        List.of(new Address("spine-0", 1), new Address("spine-1", 2)),
                        "me",
                        SECRET,
                        true,
                        Duration.ofMinutes(1),
                        OptionalInt.of(2),
                        new StoreSettings.MemorySpine(
                            0,
                            Optional.of(
                                new CanaryConfig(
                                    new Ask("PUT", "/kv/{key}", "{value}"),
                                    new Ask("GET", "/kv/{key}?limit=1", ""),
                                    Duration.ofSeconds(4))))),
                    new StoreConfig(
                        new StoreName("", "state", "postgresql"),
                        List.of(new Address("pg", 5432)),
                        "",
                        Optional.empty(),
                        false,
                        Duration.ofSeconds(30),
                        OptionalInt.empty(),
                        new StoreSettings.Postgresql("app"))),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2)));
    assertThat(config.toString()).doesNotContain("horse");
  }

  @Test
  void readsHowKafkaIsAsked() {
    StoreSettings settings =
        config(
                """
                replication:
                  stores:
                    - name: bus
                      kind: kafka
                      addresses: [kafka-0, kafka-1]
                      mechanism: plain
                      groups: agents-.*
                """)
            .stores()
            .getFirst()
            .settings();

    assertThat(settings)
        .isInstanceOfSatisfying(
            StoreSettings.Kafka.class,
            kafka -> {
              assertThat(kafka.mechanism()).isEqualTo(Sasl.PLAIN);
              assertThat(kafka.groups()).extracting(Pattern::pattern).isEqualTo("agents-.*");
            });
  }

  @Test
  void asksTheCanaryAsTheGuidesClientDoesByDefault() {
    StoreSettings settings =
        config(
                """
                replication:
                  stores:
                    - {name: m, kind: memory-spine, addresses: [a], canary: {enabled: true}}
                """)
            .stores()
            .getFirst()
            .settings();

    assertThat(settings)
        .isEqualTo(
            new StoreSettings.MemorySpine(
                9090,
                Optional.of(
                    new CanaryConfig(
                        new Ask(
                            "POST", "/ingest", "{\"content\":\"{value}\",\"tags\":[\"{key}\"]}"),
                        new Ask("POST", "/search", "{\"query\":\"{value}\",\"limit\":5}"),
                        Duration.ofSeconds(2)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: redis, addresses: [a]| name: want a text, have nothing
          name: x, addresses: [a]| kind: want one of memory-spine, postgresql, redis, kafka
          name: x, kind: mysql, addresses: [a]| kind: want one of memory-spine, postgresql
          name: 'a b', kind: redis, addresses: [a]| name: want up to 63 letters
          name: jetstream, kind: redis, addresses: [a]| name: want another name
          name: x, kind: redis| addresses: want 1 to 64 times host:port
          name: x, kind: redis, addresses: ['a:b']| addresses: want host:port of each server
          name: x, kind: redis, addresses: [a], password: text| password: want {file: PATH}
          name: x, kind: redis, addresses: [a], every: 2m| want longer than every and timeout
          name: x, kind: kafka, addresses: [a], groups: '['| groups: want a regular expression
          name: x, kind: kafka, addresses: [a], mechanism: md5| mechanism: want one of plain
          name: x, kind: kafka, addresses: [a], wanted: 3| wanted: want
          name: x, kind: redis, addresses: [a], database: b| database: want
          """)
  void refusesWhatItCannotUse(String store, String error) {
    ConfigSection section = section("replication: {stores: [{" + store + "}]}");
    assertThatThrownBy(
            () -> {
              ReplicationConfig.of(section);
              section.refuseUnknown();
            })
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("replication.")
        .hasMessageContaining(error);
  }

  @ParameterizedTest
  @CsvSource({
    "write, 'method: DELETE', 'write.method: want one of GET, POST, PUT'",
    "read, 'path: search', 'read.path: want a percent-encoded path'",
    "read, 'path: \"/a b\"', 'read.path: want a percent-encoded path'"
  })
  void refusesACanaryThatCannotBeAsked(String ask, String keys, String error) {
    String canary = "{enabled: true, " + ask + ": {" + keys + "}}";
    assertThatThrownBy(() ->
            config(
                "replication: {stores: [{name: x, kind: memory-spine, addresses: [a], canary: "
                    + canary
                    + "}]}"))
        .hasMessageContaining(error);
  }

  @Test
  void refusesANameTwice() {
    assertThatThrownBy(() ->
            config(
                """
                replication:
                  stores:
                    - {name: x, kind: redis, addresses: [a]}
                    - {name: x, kind: redis, addresses: [b]}
                """))
        .hasMessage("replication.stores[1].name: want each name once, have x");
  }

  private static StoreConfig store(StoreName name, Address address, StoreSettings settings) {
    return new StoreConfig(
        name,
        List.of(address),
        "",
        Optional.empty(),
        false,
        Duration.ofSeconds(10),
        OptionalInt.empty(),
        settings);
  }

  private ReplicationConfig config(String yaml) {
    ConfigSection section = section(yaml);
    ReplicationConfig config = ReplicationConfig.of(section);
    section.refuseUnknown();
    return config;
  }

  private ConfigSection section(String yaml) {
    return ConfigFile.parse("test", yaml, folder, _ -> null);
  }
}
