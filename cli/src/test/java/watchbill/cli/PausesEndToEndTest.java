package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.StuckCause;

/// What `docs/pauses.md` says of the pauses of 159 real sessions, and of the verdicts on them.
@Tag("endtoend")
class PausesEndToEndTest {
  private static final Path PAGE = Path.of(System.getProperty("watchbill.root"), "docs/pauses.md");
  private static final String BEGIN = "<!-- what follows is written by PausesEndToEndTest -->\n";
  private static final String END = "<!-- end of what is written -->\n";
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

  private static Pauses pauses;
  private static Pauses unattended;

  @BeforeAll
  static void play() throws IOException {
    pauses = Pauses.ofTheSessions(true);
    unattended = Pauses.ofTheSessions(false);
  }

  @Test
  void thePageIsWhatTheSessionsGive() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page.substring(0, begin) + written() + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(written());
    }
  }

  @Test
  void fewerThanOneTaskInAHundredIsCalledStuck() {
    assertThat(pauses.pauses).hasSize(47);
    assertThat(pauses.stuckTasks.size()).isLessThan(pauses.tasks / 100);
  }

  private static String written() {
    StringBuilder written =
        new StringBuilder("\n| # | minutes | in flight | put down to | why | shown as |\n");
    written.append("| --: | --: | --- | --- | --- | --- |\n");
    List<Pause> all =
        pauses.pauses.stream().sorted(Comparator.comparingLong(Pause::millis).reversed()).toList();
    Map<String, Integer> parties = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      Pause pause = all.get(i);
      Pause.Attribution attribution = pause.attribution(pauses.seconds);
      parties.merge(attribution.to(), 1, Integer::sum);
      written.append(
          String.format(
              Locale.ROOT,
              "| %d | %,.1f | %s | %s | %s | %s |%n",
              i + 1,
              pause.millis() / 60_000.0,
              pause.tool().isEmpty() ? "-" : pause.tool(),
              attribution.to(),
              attribution.reason(),
              pause.shown()));
    }
    written.append(
        String.format(
            Locale.ROOT,
            "%nOf %d pauses, %s.%n%n",
            all.size(),
            parties.entrySet().stream()
                .map(party -> party.getValue() + " are put down to: " + party.getKey())
                .collect(Collectors.joining(", "))));
    written.append(
        String.format(
            Locale.ROOT,
            "Of %,d tasks, %d were called stuck, by %d verdicts; %d times one was suspect.%n%n",
            pauses.tasks,
            pauses.stuckTasks.size(),
            pauses.stuck.size(),
            pauses.suspects.size()));
    written.append(
        String.format(
            Locale.ROOT,
            "Had nobody said that people attend these sessions, %d tasks would have been called"
                + " stuck: %s.%n%n",
            unattended.stuckTasks.size(),
            causes(unattended)));
    if (pauses.stuck.isEmpty()) {
      return written.toString();
    }
    written.append(
        "| # | stuck by | without progress for | evidence |\n| --: | --- | --- | --- |\n");
    for (int i = 0; i < pauses.stuck.size(); i++) {
      Signal.AgentStuck verdict = pauses.stuck.get(i);
      written.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %s | %s |%n",
              i + 1,
              verdict.cause(),
              Pause.span((verdict.atMillis() - verdict.progressAtMillis()) / 1_000.0),
              anonymous(verdict.evidence(), verdict.atMillis())));
    }
    return written.append('\n').toString();
  }

  private static String causes(Pauses pauses) {
    Map<StuckCause, Integer> causes = new EnumMap<>(StuckCause.class);
    pauses.stuck.forEach(verdict -> causes.merge(verdict.cause(), 1, Integer::sum));
    return causes.entrySet().stream()
        .map(cause -> cause.getValue() + " `" + cause.getKey() + "`")
        .collect(Collectors.joining(", "));
  }

  /// The evidence without the names of calls and tasks, and with spans in the place of times.
  private static String anonymous(Evidence evidence, long atMillis) {
    String text =
        evidence.text().replaceAll("task \\S+,", "a task,").replaceAll(", call \\w+,", ",");
    return TIME.matcher(text).replaceAll(time -> ago(time, atMillis));
  }

  private static String ago(MatchResult time, long atMillis) {
    long millis = Instant.parse(time.group()).toEpochMilli();
    return Pause.span((atMillis - millis) / 1_000.0) + " before";
  }
}
