package watchbill.connectors.promtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.promtext.PageServer.Answer;

@Tag("endtoend")
final class TextPagesTest {
  private final PageServer server;
  private final TextPages pages = new TextPages(Duration.ofSeconds(1));

  TextPagesTest() throws IOException {
    server = new PageServer(Answer.page("a 1\nb{c=\"d\"} 2\n"));
  }

  @AfterEach
  void close() {
    pages.close();
    server.close();
  }

  private TextPage ask() throws IOException, InterruptedException {
    return pages.ask(server.address(), sample -> sample.name().equals("b"));
  }

  @Test
  void givesThePageWithTheSamplesThatAreWanted() throws Exception {
    assertThat(ask().samples()).containsExactly(new Sample("b", Map.of("c", "d"), 2));
    server.answer(new Answer(200, "application/openmetrics-text; version=1.0.0", "b 3\n", 0));
    assertThat(ask().samples()).containsExactly(new Sample("b", Map.of(), 3));
  }

  @Test
  void refusesWhatIsNoPageOfMetrics() {
    server.answer(new Answer(200, "text/html", "b 3\n", 0));
    assertThatIOException()
        .isThrownBy(this::ask)
        .withMessage(server.address() + ": want a page of metrics, have text/html");
    server.answer(new Answer(503, "text/plain", "b 3\n", 0));
    assertThatIOException()
        .isThrownBy(this::ask)
        .withMessage(server.address() + ": want 200, have 503");
  }

  @Test
  void givesUpOnASlowPageAndOnOneThatIsBrokenOff() throws Exception {
    server.stall();
    assertThatIOException()
        .isThrownBy(this::ask)
        .withMessage(server.address() + ": want a page of metrics, have none within 1 s");
    try (PageServer broken = new PageServer(new Answer(200, "text/plain", "b 3\n", 100))) {
      assertThatIOException()
          .isThrownBy(() -> pages.ask(broken.address(), _ -> true))
          .withMessageStartingWith(broken.address() + ": want a page of metrics, have ");
    }
  }

  @Test
  void refusesAPageThatIsTooLong() {
    server.answer(Answer.page("b 1\n".repeat(TextPage.MAX_BYTES / 4 + 1)));
    assertThatIOException()
        .isThrownBy(this::ask)
        .withMessageStartingWith(server.address() + ": want a page of metrics, have ");
  }

  @Test
  void saysWhenNobodyListens() {
    URI nobody = server.address();
    server.close();
    assertThatIOException()
        .isThrownBy(() -> pages.ask(nobody, _ -> true))
        .withMessage(nobody + ": want a page of metrics, have no connection");
  }
}
