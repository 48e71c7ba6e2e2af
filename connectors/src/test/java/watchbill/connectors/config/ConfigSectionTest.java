package watchbill.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigSectionTest {
  enum Delivery {
    AT_MOST_ONCE,
    EXACTLY_ONCE
  }

  record Sample(
      String url,
      boolean create,
      long window,
      int port,
      Duration every,
      long cache,
      Delivery delivery,
      List<String> subjects,
      Map<String, String> labels,
      Optional<Path> folder,
      Optional<Secret> token,
      List<String> storeNames) {
    static Sample of(ConfigSection config) {
      config.retired("servers", "nats.url");
      Sample sample =
          new Sample(
              config.text("nats.url", "nats://localhost"),
              config.flag("nats.create", false),
              config.number("nats.window", 100, 1, 1000),
              config.port("http.port", 9464),
              config.duration(
                  "every", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(10)),
              config.size("cache", 1 << 20, 1 << 10, 1L << 30),
              config.choice("delivery", Delivery.AT_MOST_ONCE),
              config.texts("subjects", List.of("agents.>")),
              config.textsByKey("labels", Map.of()),
              config.path("folder"),
              config.secret("nats.token"),
              config.sections("stores").stream().map(store -> store.text("name")).toList());
      config.refuseUnknown();
      return sample;
    }
  }

  private static Sample sample(String yaml) {
    return Sample.of(
        ConfigFile.parse(
            "sample.yaml",
            yaml,
            Path.of("/etc/watch"),
            name -> name.equals("TOKEN") ? "s3cret" : null));
  }

  private static final Sample DEFAULTS =
      new Sample(
          "nats://localhost",
          false,
          100,
          9464,
          Duration.ofSeconds(30),
          1 << 20,
          Delivery.AT_MOST_ONCE,
          List.of("agents.>"),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  @Test
  void givesEveryDefaultWhenTheFileIsEmpty() {
    assertThat(sample("")).isEqualTo(DEFAULTS);
    assertThat(sample("# nothing but a comment\n")).isEqualTo(DEFAULTS);
    assertThat(Sample.of(ConfigFile.none())).isEqualTo(DEFAULTS);
  }

  @Test
  void givesEveryDefaultWhenSectionsAndKeysAreEmpty() {
    assertThat(sample("nats:\n  url:\nhttp: {}\nlabels:\n")).isEqualTo(DEFAULTS);
  }

  @Test
  void readsEveryKey() {
    assertThat(
            sample(
                """
                nats:
                  url: nats://broker:4222
                  create: true
                  window: 7
                  token: {env: TOKEN}
                http:
                  port: 0
                every: 1m30s
                cache: 64MiB
                delivery: exactly-once
                subjects: [a.>, "b.*"]
                labels:
                  app.kubernetes.io/name: agent
                  tier: 1
                folder: state/now
                stores:
                  - name: one
                  - name: two
                """))
        .isEqualTo(
            new Sample(
                "nats://broker:4222",
                true,
                7,
                0,
                Duration.ofSeconds(90),
                64 << 20,
                Delivery.EXACTLY_ONCE,
                List.of("a.>", "b.*"),
                Map.of("app.kubernetes.io/name", "agent", "tier", "1"),
                Optional.of(Path.of("/etc/watch/state/now")),
                Optional.of(Secret.of("s3cret")),
                List.of("one", "two")));
  }

  @Test
  void readsJsonToo() {
    assertThat(sample("{\"nats\": {\"url\": \"nats://b\", \"window\": 3}}").url())
        .isEqualTo("nats://b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          every: 10        | every: want a duration from 1s to 10m, have 10
          every: 11m       | every: want a duration from 1s to 10m, have 11m
          every: -1s       | every: want a duration from 1s to 10m, have -1s
          every: 1s1m      | every: want a duration from 1s to 10m, have 1s1m
          every: [1s]      | every: want a duration from 1s to 10m, have a list
          cache: 5         | cache: want a size from 1KiB to 1GiB, have 5
          cache: 2GiB      | cache: want a size from 1KiB to 1GiB, have 2GiB
          delivery: twice  | delivery: want one of at-most-once, exactly-once, have twice
          http: {port: 99999}   | http.port: want a port from 0 to 65535, have 99999
          http: {port: web}     | http.port: want a port from 0 to 65535, have web
          http: 9464            | http: want a section, have 9464
          nats: {window: 0}     | nats.window: want a number from 1 to 1000, have 0
          nats: {window: 1.5}   | nats.window: want a number from 1 to 1000, have 1.5
          nats: {create: yes}   | nats.create: want true or false, have yes
          nats: {url: ''}       | nats.url: want a text, have an empty text
          nats: {url: {a: b}}   | nats.url: want a text, have a section
          nats: {token: hush}   | nats.token: want {file: PATH} or {env: NAME}, have a value in the file itself
          nats: {token: {env: NONE}} | nats.token.env: want a variable with a secret in it, have NONE (not set)
          nats: {token: {env: A, file: b}} | nats.token: want {file: PATH} or {env: NAME}, have the keys env, file
          nats: {token: {file: no}} | nats.token.file: want a readable file, have /etc/watch/no (not found)
          subjects: a      | subjects: want a list of texts, have a
          subjects: [a, [b]]  | subjects[1]: want a text, have a list
          labels: [a]      | labels: want texts by key, have a list
          labels: {a.b: }  | labels."a.b": want a text, have nothing
          stores: [{}]     | stores[0].name: want a text, have nothing
          stores: [x]      | stores[0]: want a section, have x
          nats: {ulr: x}   | nats.ulr: want nats.url, have an unknown key
          nats.url: x      | "nats.url": want the section nats with url, have an unknown key
          strange_thing: x | strange_thing: want one of servers, nats, http, every, cache, delivery, subjects, labels, folder, stores, have an unknown key
          stores: [{name: a, nmae: b}] | stores[0].nmae: want stores[0].name, have an unknown key
          "a\tb": x       | "a?b": want one of servers, nats, http, every, cache, delivery, subjects, labels, folder, stores, have an unknown key
          servers: [x]     | servers: want nats.url (its new name), have the retired name
          """)
  void saysWhatItWantsAndWhatItHas(String yaml, String message) {
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> sample(yaml))
        .withMessage(message);
  }

  @Test
  void neverShowsASecretThatStandsInTheFile() {
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> sample("nats: {token: hunter2}"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }
}
