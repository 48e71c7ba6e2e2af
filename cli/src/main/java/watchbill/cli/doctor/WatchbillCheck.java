package watchbill.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import watchbill.connectors.http.HttpQuestion;
import watchbill.connectors.promtext.Sample;
import watchbill.connectors.promtext.TextPage;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SpendFamilies;

/// Whether the process runs, is ready, and has nothing to say against its events and prices.
public final class WatchbillCheck implements Check {
  /// How what is said of a source begins that is down, and without which work is done all the same.
  private static final String DOWN = "though it is down";

  private final Place place;
  private final String version;

  /// @param version that this program has
  public WatchbillCheck(Place place, String version) {
    this.place = place;
    this.version = version;
  }

  @Override
  public String subject() {
    return "watchbill";
  }

  @Override
  public String advice() {
    return "start `watchbill run`, or name its address with --watchbill";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    try (HttpQuestion process = place.question()) {
      HttpQuestion.Reply reply = process.ask("/-/ready", "application/json");
      if (reply.status() == 401) {
        findings.accept(
            Finding.fail(subject(), "HTTP 401", "set doctor.watchbill.user and .password"));
        return;
      }
      JsonNode ready = Json.read("/-/ready", reply.text());
      for (JsonNode one : ready.path("dependencies")) {
        findings.accept(dependency(one));
      }
      HttpQuestion.Reply page = process.ask("/metrics", "text/plain");
      if (page.status() != 200) {
        throw new IOException("/metrics: want HTTP 200, have " + page.status());
      }
      page(page.text(), findings);
    }
  }

  private static Finding dependency(JsonNode one) {
    String subject = "ready." + one.path("name").asText();
    String words = one.path("words").asText();
    String advice = "see docs/runbooks/WatchbillSourceDown.md";
    if (!one.path("ready").asBoolean()) {
      return Finding.fail(subject, words, advice);
    }
    return words.startsWith(DOWN)
        ? Finding.warn(subject, words, advice)
        : Finding.ok(subject, words.isEmpty() ? "ready" : words);
  }

  private void page(String text, Consumer<Finding> findings) throws IOException {
    TextPage page =
        TextPage.read(
            text.getBytes(StandardCharsets.UTF_8),
            sample ->
                sample.name().startsWith("watchbill_")
                    || sample.name().equals(SpendFamilies.UNPRICED_TOKENS.name()));
    if (page.named(SelfFamilies.BUILD_INFO.name()).isEmpty()) {
      throw new IOException(
          "/metrics: want %s, have a page without it".formatted(SelfFamilies.BUILD_INFO.name()));
    }
    for (Sample build : page.named(SelfFamilies.BUILD_INFO.name())) {
      String theirs = build.label("version");
      findings.accept(
          theirs.equals(version)
              ? Finding.ok(subject(), place.url() + ", version " + theirs)
              : Finding.warn(
                  subject(),
                  "%s, version %s, while this is %s".formatted(place.url(), theirs, version),
                  "ask with the same version: rules and boards are compared with this one's"));
    }
    none(
        page,
        SelfFamilies.EVENTS_REJECTED.name(),
        new Words("events", "were rejected", "read watchbill.deadletter.>: each says why"),
        findings);
    none(
        page,
        SpendFamilies.UNPRICED_TOKENS.name(),
        new Words("tokens", "have no price", "`watchbill prices show MODEL`, and docs/prices.md"),
        findings);
  }

  /// What is said of a counter that should be 0.
  private record Words(String noun, String verb, String advice) {}

  private static void none(TextPage page, String counter, Words words, Consumer<Finding> findings) {
    double sum = page.named(counter).stream().mapToDouble(Sample::value).sum();
    findings.accept(
        sum > 0
            ? Finding.warn(
                words.noun(),
                "%.0f %s %s".formatted(sum, words.noun(), words.verb()),
                words.advice())
            : Finding.ok(words.noun(), "no " + words.noun() + " " + words.verb()));
  }
}
