package watchbill.deploy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example agents' scripts, with a cgroup of files and an agent that only sleeps.
@Tag("endtoend")
final class AgentScriptsEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  @BeforeEach
  void aContainer() throws IOException {
    Files.writeString(folder.resolve("memory.max"), "1000\n");
    used(500, 0);
    Files.writeString(folder.resolve("control"), "#!/bin/sh\necho \"$1\" >>\"$CGROUP/done\"\n");
    Files.setPosixFilePermissions(
        folder.resolve("control"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createFile(folder.resolve("done"));
  }

  @Test
  void compactsClearsAndArchivesAsMemoryGrowsAndEachOnce() throws Exception {
    Process governor = start("governor.sh");
    try {
      used(900, 200); // 70 % without the cache that can be given up
      awaitDone("compact");
      used(850, 0);
      awaitDone("compact", "clear");
      used(960, 0);
      awaitDone("compact", "clear", "archive");
      used(300, 0);
      await()
          .atMost(SOON)
          .until(() -> {
            used(960, 0);
            boolean again = Files.readAllLines(folder.resolve("done")).size() == 4;
            used(300, 0);
            return again;
          });
    } finally {
      governor.destroyForcibly();
    }
  }

  @Test
  void refusesToGovernWithoutALimit() throws Exception {
    Files.writeString(folder.resolve("memory.max"), "max\n");
    Process governor = start("governor.sh");
    assertThat(governor.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(governor.exitValue()).isEqualTo(2);
  }

  @Test
  void drainsBeforeItEndsTheAgent() throws Exception {
    Process agent =
        start(
            "start.sh",
            "/bin/sh",
            "-c",
            "trap 'echo ended >>$CGROUP/done; exit 7' TERM; echo up >>$CGROUP/done; while :; do"
                + " sleep 0.05; done");
    awaitDone("up");
    agent.destroy();
    assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    awaitDone("up", "drain", "ended");
    assertThat(agent.exitValue()).isEqualTo(7);
  }

  @Test
  void endsAsTheAgentEnds() throws Exception {
    Process agent = start("start.sh", "/bin/sh", "-c", "exit 3");
    assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(agent.exitValue()).isEqualTo(3);
  }

  private Process start(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh"));
    command.add(ExampleFolder.of("fleet").resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("CGROUP", folder.toString());
    builder.environment().put("CONTROL", folder.resolve("control").toString());
    builder.environment().put("DRAIN_SECONDS", "5");
    builder.environment().put("EVERY", "0.05");
    return builder.start();
  }

  private void used(int bytes, int cache) throws IOException {
    Files.writeString(folder.resolve("memory.stat"), "anon 1\ninactive_file " + cache + "\n");
    Files.writeString(folder.resolve("memory.current.new"), bytes + "\n");
    Files.move(
        folder.resolve("memory.current.new"),
        folder.resolve("memory.current"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitDone(String... expected) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(Files.readAllLines(folder.resolve("done"))).containsExactly(expected));
  }
}
