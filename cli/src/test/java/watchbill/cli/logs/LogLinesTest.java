package watchbill.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;

final class LogLinesTest {
  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final AgentKey AGENT = new AgentKey("payments", "backend-5");

  @Test
  void isOneObjectALine() {
    LoggingEvent event = event("said\n\"{}\"", NOON, "x");
    event.setKeyValuePairs(
        List.of(new KeyValuePair("tenant", "a\u0000b"), new KeyValuePair("agent", "c d")));

    assertThat(line(event, false))
        .isEqualTo(
            "{\"time\":\"2026-11-22T12:00:00Z\",\"level\":\"WARN\",\"message\":\"said\\n\\\"x\\\"\",\"logger\":\"watchbill.Somewhere\",\"tenant\":\"a\\u0000b\",\"agent\":\"c"
                + " d\"}\n");
  }

  @Test
  void namesAnErrorAndShowsItsStackOnlyToThoseWhoDebug() {
    LoggingEvent event =
        new LoggingEvent(
            "here", logger(), Level.ERROR, "bug", new IllegalStateException("why"), null);

    assertThat(line(event, false))
        .contains("\"error\":\"java.lang.IllegalStateException: why\"")
        .doesNotContain("LogLinesTest");
    assertThat(line(event, true)).contains("\"stack\":").contains("LogLinesTest");
  }

  @Test
  void showsNoSecret() {
    for (String said :
        List.of(
            "connected to nats://user:hunter22@host:4222",
            "Authorization: Bearer hunter22hunter22",
            "refused Basic aHVudGVyMjI6aHVudGVyMjI=",
            "{\"password\":\"hunter22\"}",
            "sasl.jaas.config=... password=\"hunter22\";",
            "routing_key=hunter22, token: hunter22",
            "password=\"my hunter22 phrase\" 'password': 'my \\' hunter22'",
            "says {\\\"password\\\": \\\"my hunter22\\\"}",
            "password=\"not closed hunter22",
            "password=a,hunter22;hunter22",
            "nats://u:a/hunter22@h, nats://u:p@ss/hunter22@h",
            "Authorization: Token hunter22",
            "authorization: Digest username=\"a\", response=\"hunter22\"",
            "Proxy-Authorization: Negotiate hunter22",
            "refused Negotiate aHVudGVyMjI6aHVudGVyMjI=",
            "passphrase=hunter22 pwd=hunter22",
            "https://a/b?c=d&sig=hunter22",
            "seed SUAaHVudGVy".replace("aHVudGVy", "A2".repeat(28)),
            "jwt eyJhbGciOiJIUzI1NiJ9.aHVudGVyMjI.aHVudGVyMjI",
            "-----BEGIN RSA PRIVATE KEY-----\naHVudGVy\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\naHVudGVy",
            "xoxb-1234-hunter22",
            "POST https://hooks.slack.com/services/T1/B1/hunter22",
            "https://events.pagerduty.com/integration/hunter22/enqueue")) {
      for (String line : List.of(line(event("{}", NOON, said), false), text(said))) {
        assertThat(line)
            .doesNotContain("hunter22")
            .doesNotContain("aHVudGVy")
            .doesNotContain("A2A2")
            .contains("***");
      }
    }
    assertThat(line(event("{}", NOON, "nats://host:4222, 12 tokens"), false))
        .contains("nats://host:4222, 12 tokens");
    assertThat(text("POST https://events.pagerduty.com/v2/enqueue, signal=9, a@b"))
        .contains("POST https://events.pagerduty.com/v2/enqueue, signal=9, a@b");
  }

  @Test
  void isOneLineOnATerminalWithoutOrdersToIt() {
    LoggingEvent event = event("said {}", NOON, "\u001B[2Ja\r\nb\u202Ec");
    event.setKeyValuePairs(List.of(new KeyValuePair("tenant", "d\ne")));
    assertThat(new String(new TextLines(false).encode(event), StandardCharsets.UTF_8))
        .matches("\\d\\d:\\d\\d:\\d\\d WARN  said \\?\\[2Ja\\?\\?b\\?c tenant=d\\?e\n");
  }

  @Test
  void cutsALineThatIsTooLong() {
    assertThat(line(event("{}", NOON, "x".repeat(100_000)), false)).hasSizeLessThan(5_000);
  }

  @Test
  void keepsLinesOfAKindBackAndSaysHowMany() {
    RateLimit limit = new RateLimit(3);
    List<FilterReply> replies =
        IntStream.range(0, 10).mapToObj(i -> limit.decide(event("lost {}", NOON, i))).toList();
    assertThat(replies).filteredOn(FilterReply.DENY::equals).hasSize(7);
    assertThat(limit.decide(event("another {}", NOON, 1))).isEqualTo(FilterReply.NEUTRAL);

    LoggingEvent next = event("lost {}", NOON + 60_000, 1);
    assertThat(limit.decide(next)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(line(next, false)).contains("\"kept_back\":\"7\"");
  }

  @Test
  void hasNoFieldTwice() {
    LoggingEvent event = event("{}", NOON, "x");
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("level", "a"),
            new KeyValuePair("error", "b"),
            new KeyValuePair("c", "d"),
            new KeyValuePair("c", "e")));
    assertThat(line(event, false))
        .endsWith("\"level_\":\"a\",\"error_\":\"b\",\"c\":\"d\",\"c_\":\"e\"}\n");
  }

  private static LoggingEvent of(String tenant, long atMillis) {
    LoggingEvent event = event("lost {}", atMillis, 1);
    event.addKeyValuePair(new KeyValuePair("tenant", tenant));
    return event;
  }

  @Test
  void doesNotKeepATenantBackForAnother() {
    RateLimit limit = new RateLimit(1);
    assertThat(limit.decide(of("a", NOON))).isEqualTo(FilterReply.NEUTRAL);
    assertThat(limit.decide(of("a", NOON))).isEqualTo(FilterReply.DENY);
    assertThat(limit.decide(of("b", NOON))).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void saysWhatWasKeptBackThoughNoLineOfItsKindComes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LoggerContext context = new LoggerContext();
    LimitedConsole console = new LimitedConsole(1);
    console.setContext(context);
    console.setEncoder(new JsonLines(false));
    console.start();
    console.setOutputStream(out);
    for (int i = 0; i < 3; i++) {
      console.doAppend(of("a", NOON));
    }
    console.doAppend(event("another {}", NOON + 59_999, 1));
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("kept_back");
    console.doAppend(event("third {}", NOON + 60_000, 1));
    assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
        .hasSize(4)
        .element(2)
        .asString()
        .contains("\"message\":\"lost {}\"")
        .endsWith("\"tenant\":\"a\",\"kept_back\":\"2\"}");

    console.doAppend(event("third {}", NOON + 60_000, 2));
    console.stop();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
        .hasSize(5)
        .last()
        .asString()
        .contains("\"message\":\"third {}\",")
        .endsWith("\"kept_back\":\"1\"}");
  }

  @Test
  void namesTheAgentOfAVerdictAndTheVerdict() {
    Logger logger = (Logger) LoggerFactory.getLogger(VerdictLog.class);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    logger.addAppender(heard);
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    try {
      AtomicBoolean news = new AtomicBoolean();
      VerdictLog log = new VerdictLog(news::get);
      log.accept(stuck(NOON));
      assertThat(heard.list).isEmpty();
      news.set(true);
      log.accept(new Signal.AgentFreed(AGENT, NOON + 1_000, StuckCause.TOOL_HANG));
      log.accept(stuck(NOON + 2_000));
    } finally {
      logger.detachAppender(heard);
      logger.setLevel(before);
    }
    assertThat(heard.list.stream().map(event -> line(event, false)))
        .containsExactly(
            expected("not stuck any more", heard.list.get(0), "2026-11-22T12:00:00Z"),
            expected("stuck", heard.list.get(1), "2026-11-22T12:00:02Z"));
  }

  private static String expected(String what, ILoggingEvent event, String since) {
    return ("{\"time\":\"%s\",\"level\":\"INFO\",\"message\":\"agent:"
            + " %s\",\"logger\":\"watchbill.cli.logs.VerdictLog\",\"tenant\":\"payments\",\"agent\":\"backend-5\",\"cause\":\"tool_hang\",\"correlation_id\":\"payments/backend-5@%s\"}\n")
        .formatted(event.getInstant(), what, since);
  }

  private static Signal.AgentStuck stuck(long atMillis) {
    return new Signal.AgentStuck(
        AGENT,
        atMillis,
        StuckCause.TOOL_HANG,
        atMillis,
        Evidence.of(RuleKind.TOOL_HANG, "tool Read, what the agent said"));
  }

  private static LoggingEvent event(String message, long atMillis, Object value) {
    LoggingEvent event =
        new LoggingEvent("here", logger(), Level.WARN, message, null, new Object[] {value});
    event.setInstant(Instant.ofEpochMilli(atMillis));
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  private static String line(ILoggingEvent event, boolean withStack) {
    return new String(new JsonLines(withStack).encode(event), StandardCharsets.UTF_8);
  }

  private static String text(String said) {
    return new String(new TextLines(false).encode(event("{}", NOON, said)), StandardCharsets.UTF_8);
  }

  private static Logger logger() {
    return new LoggerContext().getLogger("watchbill.Somewhere");
  }
}
