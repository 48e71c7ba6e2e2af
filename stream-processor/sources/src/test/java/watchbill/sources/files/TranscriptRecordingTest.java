package watchbill.sources.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TranscriptRecordingTest {
  @Test
  void playsPromptsAnswersAndCallsAsTasksOfAnAgentNamedByItsProject() throws IOException {
    String lines =
        """
        {"type":"summary","summary":"a secret"}
        {"type":"user","uuid":"u-1","sessionId":"0123456789","cwd":"/src/shop","timestamp":"2026-02-11T15:31:00Z","message":{"role":"user","content":"do it"}}
        {"type":"assistant","uuid":"u-2","sessionId":"0123456789","timestamp":"2026-02-11T15:31:05Z","message":{"id":"m-1","model":"claude-opus-4-6","content":[{"type":"tool_use","id":"c-1","name":"Bash","input":{"command":"ls"}}],"usage":{"input_tokens":3,"output_tokens":9}}}
        {"type":"user","uuid":"u-3","sessionId":"0123456789","timestamp":"2026-02-11T15:31:06Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"c-1","content":"x"}]}}
        {"type":"user","uuid":"u-4","sessionId":"0123456789","timestamp":"2026-02-11T15:31:09Z","message":{"role":"user","content":"[Request interrupted by user]"}}
        {"type":"user","uuid":"u-5","sessionId":"0123456789","timestamp":"2026-02-11T15:31:20Z","message":{"role":"user","content":"again"}}
        not json
        """;
    assertThat(
            Played.lines(
                new TranscriptRecording(Played.text(lines), "me", System.currentTimeMillis())))
        .containsExactly(
            "1 unknown summary",
            "2 me/shop-01234567 0123456789-first SessionStarted at 60000 heard 60000",
            "2 me/shop-01234567 u-1 TaskStarted at 60000 heard 60000",
            "3 me/shop-01234567 u-2-0 ModelAnswered at 65000 heard 65000",
            "3 me/shop-01234567 u-2-1 ToolStarted at 65000 heard 65000",
            "4 me/shop-01234567 u-3-0 ToolFinished at 66000 heard 66000",
            "5 me/shop-01234567 u-1-over TaskFinished at 69000 heard 69000",
            "6 me/shop-01234567 u-5 TaskStarted at 80000 heard 80000",
            "7 rejected NOT_JSON",
            "7 me/shop-01234567 u-5-over TaskFinished at 80000 heard 80000",
            "7 me/shop-01234567 0123456789-last SessionEnded at 80000 heard 80000");
  }
}
