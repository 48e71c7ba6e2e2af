package watchbill.connectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("endtoend")
final class SmiProgramTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  private Path program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private SmiProgram running(String script) throws IOException {
    return new SmiProgram(program("nvidia-smi", script), PATIENCE);
  }

  @Test
  void givesWhatTheProgramReports() throws Exception {
    SmiProgram smi =
        running(
            """
            test "$*" = "-q -x" || exit 3
            echo 'warning' >&2
            echo '<nvidia_smi_log><gpu><uuid>GPU-1</uuid></gpu></nvidia_smi_log>'\
            """);
    assertThat(smi.ask()).singleElement().extracting(gpu -> gpu.device().uuid()).isEqualTo("GPU-1");
    assertThat(smi.ask()).hasSize(1);
  }

  @Test
  void saysHowTheProgramFailed() throws Exception {
    SmiProgram smi = running("echo 'NVIDIA-SMI has failed because of the driver.'; exit 9");
    assertThatIOException()
        .isThrownBy(smi::ask)
        .withMessageEndingWith(
            "nvidia-smi: want exit 0, have 9: NVIDIA-SMI has failed because of the driver.");
    SmiProgram none = new SmiProgram(folder.resolve("none"), PATIENCE);
    assertThatIOException().isThrownBy(none::ask).withMessageContaining("none");
    SmiProgram other = running("echo '<html/>'");
    assertThatIOException()
        .isThrownBy(other::ask)
        .withMessageEndingWith("nvidia-smi: want XML of nvidia-smi, have no nvidia_smi_log");
  }

  @Test
  void givesUpOnALateProgramAndEndsIt() throws Exception {
    Path program = program("nvidia-smi", "echo $$ > " + folder.resolve("pid") + "; exec sleep 600");
    SmiProgram smi = new SmiProgram(program, Duration.ofSeconds(2));
    assertThatIOException()
        .isThrownBy(smi::ask)
        .withMessageEndingWith("nvidia-smi: want a report within 2 s");
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    assertThatIOException()
        .isThrownBy(smi::ask)
        .withMessageEndingWith("nvidia-smi: want a report within 2 s");
  }

  @Test
  void refusesAReportThatIsTooLong() throws Exception {
    SmiProgram smi = running("yes '<a/>'");
    assertThatIOException()
        .isThrownBy(smi::ask)
        .withMessageEndingWith("nvidia-smi: want a report of at most 16 MiB, have more");
  }

  @Test
  void isFoundOnThePath() throws Exception {
    Path program = program("nvidia-smi", "true");
    Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("nvidia-smi"), "");
    String path = folder.resolve("missing") + "::" + folder.resolve("other") + ":" + folder;
    assertThat(SmiProgram.find("nvidia-smi", path)).contains(program);
    assertThat(SmiProgram.find("nvidia-smi", "")).isEmpty();
    assertThat(SmiProgram.find("nvidia-smi", folder.resolve("other").toString())).isEmpty();
  }
}
