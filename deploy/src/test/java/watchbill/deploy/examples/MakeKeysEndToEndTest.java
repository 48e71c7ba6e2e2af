package watchbill.deploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that makes the example's keys, run by bash.
@Tag("endtoend")
final class MakeKeysEndToEndTest {
  @TempDir Path folder;

  @BeforeEach
  void copy() {
    ExampleFolder.copy("nats", folder);
  }

  @Test
  void makesAKeyForEachUserOfALine() throws IOException {
    write("tenant-acme.conf", "acme { users: [{nkey: $acme_one}, {nkey: $acme_two}] }");
    assertThat(made().getKey()).isZero();
    assertThat(Files.readString(folder.resolve("keys-acme.conf")))
        .containsPattern("(?m)^acme_one: U[A-Z2-7]{55}$")
        .containsPattern("(?m)^acme_two: U[A-Z2-7]{55}$");
  }

  @Test
  void makesNoKeyForWhatStandsInAComment() throws IOException {
    write(
        "tenant-acme.conf",
        "# {nkey: $acme_old}\nacme { users: [{nkey: $acme_one}] } # {nkey: $acme_older}\n");
    assertThat(made().getKey()).isZero();
    assertThat(Files.readString(folder.resolve("keys-acme.conf")))
        .contains("acme_one")
        .doesNotContain("acme_old");
  }

  @Test
  void refusesANameThatNoKeyCanHaveAndMakesNone() throws IOException {
    write("tenant-initech.eu.conf", "initech.eu { users: [{nkey: $initech.eu_controller}] }");
    var made = made();
    assertThat(made.getKey()).isEqualTo(2);
    assertThat(made.getValue())
        .isEqualTo(
            "make-keys: tenant-initech.eu.conf: want names of letters, digits, _ and -,"
                + " have initech.eu_controller\n");
    assertThat(folder.resolve("seeds")).doesNotExist();
  }

  @Test
  void keepsTheKeysThatItHasMade() throws IOException {
    assertThat(made().getKey()).isZero();
    String before = Files.readString(folder.resolve("keys-acme.conf"));
    assertThat(made().getKey()).isZero();
    assertThat(Files.readString(folder.resolve("keys-acme.conf"))).isEqualTo(before);
  }

  private Map.Entry<Integer, String> made() {
    return ExampleFolder.run(folder, List.of("./make-keys"));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
