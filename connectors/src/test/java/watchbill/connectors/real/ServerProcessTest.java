package watchbill.connectors.real;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  @TempDir Path folder;

  @Test
  void saysInOneLineWhatToInstall() {
    Path missing = folder.resolve("no-server");

    assertThatThrownBy(() ->
            new ServerProcess(
                "nats-server", List.of(missing.toString()), folder.resolve("log"), () -> true))
        .hasMessage(missing + " is missing: apt-get install nats-server");
  }

  @Test
  void showsTheOutputOfAServerThatEndsAtOnce() {
    ServerProcess server =
        new ServerProcess(
            "coreutils",
            List.of("/bin/echo", "wrong", "option"),
            folder.resolve("log"),
            () -> false);

    assertThatThrownBy(server::start)
        .hasMessage("[/bin/echo, wrong, option] does not answer:\nwrong option\n");
  }
}
