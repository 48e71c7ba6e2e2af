package watchbill.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigFileTest {
  @TempDir Path folder;

  private ConfigSection read(String yaml) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("watch.yaml"), yaml));
  }

  private static void assertRefused(String yaml, String message) {
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> ConfigFile.parse("watch.yaml", yaml, Path.of("/"), _ -> null))
        .withMessage(message);
  }

  @Test
  void readsAFileThatStartsWithAByteOrderMark() throws IOException {
    assertThat(read("\uFEFFname: x").text("name")).isEqualTo("x");
  }

  @Test
  void readsASecretFromAFileBesideTheConfigWithoutItsLineBreak() throws IOException {
    Files.writeString(folder.resolve("token"), "s3cret\n");
    assertThat(read("token: {file: token}").secret("token")).contains(Secret.of("s3cret"));
  }

  @Test
  void refusesAnEmptySecretFile() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "\n");
    ConfigSection config = read("token: {file: token}");
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> config.secret("token"))
        .withMessage("token.file: want a file with a secret in it, have " + token + " (empty)");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("none.yaml");
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessage(file + ": want a readable file, have " + file + " (not found)");
  }

  @Test
  void refusesAFolder() {
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> ConfigFile.read(folder))
        .withMessage(folder + ": want a readable file, have " + folder + " (a folder)");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, "# " + "x".repeat(1 << 20));
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessage(file + ": want at most 1MiB, have more");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessage(file + ": want text in UTF-8, have other bytes");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertRefused("a: {b: 1,\n b: 2}", "a.b: want each key once, have it again in line 2");
  }

  @Test
  void refusesAliasesAndWithThemTheirBombs() {
    assertRefused(
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "b[0]: want a value, have the alias *a");
  }

  @Test
  void refusesDeepNesting() {
    assertRefused(
        "[".repeat(900) + "]".repeat(900),
        "watch.yaml: want at most 20 levels, have more in line 1");
  }

  @Test
  void refusesASecondDocument() {
    assertRefused(
        "a: 1\n---\nb: 2\n", "watch.yaml: want one document, have a second one in line 3");
  }

  @Test
  void refusesAListAsAWhole() {
    assertRefused("- a\n", "watch.yaml: want a section, have a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [1", "a: b: c", "a: \"x", "\t- a", "a: 1\n b: 2", "%", "!!x", "a: @"})
  void refusesWhatIsNotYamlInOneLine(String text) {
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> ConfigFile.parse("watch.yaml", text, Path.of("/"), _ -> null))
        .satisfies(
            e -> assertThat(e.getMessage()).startsWith("watch.yaml: want ").doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1ms", "30s", "10m", "1h30m", "7d", "1d2h3m4s5ms"})
  void writesADurationAsItReadIt(String text) {
    assertThat(DurationText.parse(text).map(DurationText::of)).contains(text);
  }

  @Test
  void readsMinutesAndMillisecondsApart() {
    assertThat(DurationText.parse("5m")).contains(Duration.ofMinutes(5));
    assertThat(DurationText.parse("5ms")).contains(Duration.ofMillis(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0B", "512B", "64KiB", "10MiB", "3GiB", "1025B"})
  void writesASizeAsItReadIt(String text) {
    assertThat(SizeText.of(SizeText.parse(text).orElseThrow())).isEqualTo(text);
  }
}
