package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.Evidence.CallPrint;
import watchbill.core.IncidentCause;
import watchbill.core.InterruptCause;
import watchbill.core.Remedy;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.ToolOutcome;
import watchbill.wire.Rfc3339;
import watchbill.wire.SignalWriter;

/// The page of signals shows what is published, to the byte.
class SignalsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("watchbill.root"), "docs", "signals.md");
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");
  private static final AgentKey TENANT = AgentKey.wholeTenant("acme");
  private static final long AT = Rfc3339.parse("2026-11-22T10:00:00.123Z");
  private static final CallPrint GREP =
      new CallPrint("Grep", 0x9f2c41d07be3a856L, 0xab01000000000042L, ToolOutcome.OK);

  /// In the order of the page.
  private static final List<Signal> EXAMPLES =
      List.of(
          new Signal.AgentStuck(
              AGENT,
              AT,
              StuckCause.REPEAT_LOOP,
              AT - 184_000,
              new Evidence(
                  List.of(RuleKind.EXACT_REPEAT, RuleKind.SPEND_WITHOUT_PROGRESS),
                  "tool Grep called 5 times with the same result",
                  List.of(GREP, GREP),
                  48_211,
                  213_400_000_000L,
                  "pod agents/backend-0 runs, ready")),
          new Signal.AgentSuspect(
              AGENT,
              AT,
              StuckCause.TOOL_HANG,
              AT - 301_000,
              Evidence.of(
                  RuleKind.TOOL_HANG,
                  "tool Bash, call c-17, in flight since 2026-11-22T09:54:59.123Z")),
          new Signal.ActivityChanged(AGENT, AT, AgentActivity.WORKING),
          new Signal.AgentFreed(AGENT, AT, StuckCause.REPEAT_LOOP),
          new Signal.TelemetryGap(AGENT, AT, AT - 180_000),
          new Signal.IncidentBegan(TENANT, AT, IncidentCause.PROVIDER, 38, 40),
          new Signal.IncidentEnded(TENANT, AT, IncidentCause.PROVIDER),
          new Signal.TasksInterrupted(
              AGENT, AT, InterruptCause.OOM_KILLED, 3, 96_500, 1_240_000_000_000L, 412_000),
          new Signal.TasksBounced(AGENT, AT, 1),
          new Signal.TasksDuplicated(AGENT, AT, 1),
          new Signal.DeadlinesMissed(AGENT, AT, "review", 2),
          new Signal.GovernorMissed(AGENT, AT, 1));

  @Test
  void showsEveryMessageAsItIsPublished() throws IOException {
    List<String> published = new ArrayList<>();
    for (Signal signal : EXAMPLES) {
      published.add(new String(new SignalWriter().write(signal), StandardCharsets.UTF_8));
    }
    if (Boolean.getBoolean("golden.update")) {
      update(published);
    }
    assertThat(EXAMPLE.matcher(Files.readString(PAGE)).results().map(shown -> shown.group(1)))
        .containsExactlyElementsOf(published);
  }

  @Test
  void namesEveryCauseRuleAndAction() throws IOException {
    String page = Files.readString(PAGE);
    List<Enum<?>> words = new ArrayList<>();
    words.addAll(List.of(StuckCause.values()));
    words.addAll(List.of(RuleKind.values()));
    words.addAll(List.of(Remedy.values()));
    words.addAll(List.of(InterruptCause.values()));
    words.addAll(List.of(IncidentCause.values()));
    assertThat(words)
        .allSatisfy(
            word -> assertThat(page).contains("`" + word.name().toLowerCase(Locale.ROOT) + "`"));
  }

  private static void update(List<String> published) throws IOException {
    List<String> left = new ArrayList<>(published);
    String page =
        EXAMPLE
            .matcher(Files.readString(PAGE))
            .replaceAll(_ -> Matcher.quoteReplacement("```json\n" + left.removeFirst() + "\n```"));
    Files.writeString(PAGE, page);
  }
}
