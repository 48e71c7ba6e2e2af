package watchbill.sources.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.wire.EventReader;

class EventRecordingTest {
  private static String beat(String id, String source, String time) {
    return "{\"specversion\":\"1.0\",\"id\":\""
        + id
        + "\",\"source\":\""
        + source
        + "\",\"type\":\"agent.heartbeat\",\"time\":\"2026-11-22T10:00:"
        + time
        + "Z\"}";
  }

  private static List<String> played(InputStream in) throws IOException {
    return Played.lines(new EventRecording(in, "acme"));
  }

  private static final String THREE =
      beat("e-1", "/agents/a", "05")
          + "\r\n\n  \n"
          + beat("e-2", "/tenants/other/agents/b", "03")
          + "\n"
          + beat("e-3", "/agents/a", "07");

  private static final List<String> THREE_PLAYED =
      List.of(
          "1 acme/a e-1 Heartbeat at 5000 heard 5000",
          "4 other/b e-2 Heartbeat at 3000 heard 5000",
          "5 acme/a e-3 Heartbeat at 7000 heard 7000");

  @Test
  void readsLinesAndLetsTheTimeOfHearingNeverFall() throws IOException {
    assertThat(played(Played.text(THREE))).isEqualTo(THREE_PLAYED);
    assertThat(played(Played.text(THREE + "\n"))).isEqualTo(THREE_PLAYED);
  }

  @Test
  void seesByItselfThatAFileIsCompressed() throws IOException {
    assertThat(played(Played.gzip(THREE))).isEqualTo(THREE_PLAYED);
  }

  @Test
  void hasNoLinesWhenItIsEmpty() throws IOException {
    assertThat(played(Played.text(""))).isEmpty();
    assertThat(played(Played.gzip(""))).isEmpty();
    assertThat(played(Played.text("\n\n"))).isEmpty();
  }

  @Test
  void numbersBadLinesAndGoesOn() throws IOException {
    String long_ = "x".repeat(3 * EventReader.MAX_BYTES);
    String text =
        String.join("\n", "{", long_, beat("e-1", "nobody", "01"), beat("e-2", "/agents/a", "02"));

    assertThat(played(Played.text(text)))
        .containsExactly(
            "1 rejected TRUNCATED",
            "2 rejected TOO_LARGE",
            "3 rejected BAD_SOURCE",
            "4 acme/a e-2 Heartbeat at 2000 heard 2000");
  }

  @Test
  void readsALineThatSpansBuffers() throws IOException {
    String padded = beat("e-1", "/agents/a", "05").replace(",", "," + " ".repeat(40_000));

    assertThat(padded).hasSizeBetween(130_000, EventReader.MAX_BYTES);
    assertThat(played(Played.text(padded + "\n" + beat("e-2", "/agents/a", "06"))))
        .containsExactly(
            "1 acme/a e-1 Heartbeat at 5000 heard 5000",
            "2 acme/a e-2 Heartbeat at 6000 heard 6000");
  }

  @Test
  void failsWhenACompressedFileIsCutOff() throws IOException {
    byte[] all = Played.gzip(THREE.repeat(1000)).readAllBytes();
    InputStream cut = new java.io.ByteArrayInputStream(all, 0, all.length / 2);

    assertThatThrownBy(() -> played(cut)).isInstanceOf(EOFException.class);
  }

  @Test
  void refusesToHaveNoTenant() {
    assertThatThrownBy(() -> new EventRecording(Played.text(""), ""))
        .hasMessage("tenant: want a name, have none");
  }
}
