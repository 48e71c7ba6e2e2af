package watchbill.cli.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// A world in which all time runs faster by one factor: its clock, and generated files whose
/// durations are divided by it. Nothing else of a rule is changed.
///
/// Prometheus' own clock stays the machine's. So what a rule takes from it is put right: `time()`
/// becomes the time of this world, and a rate, which is so much larger here, is divided.
///
/// @param factor how much faster; at least 1
/// @param start when this world's clock and the machine's say the same
public record Hurry(int factor, Instant start) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> RULE_TIMES = Set.of("interval", "for", "keep_firing_for");
  private static final Set<String> ROUTE_TIMES =
      Set.of("group_wait", "group_interval", "repeat_interval");

  public Hurry {
    if (factor < 1) {
      throw new IllegalArgumentException("factor: want at least 1, have " + factor);
    }
  }

  /// This world's clock.
  public InstantSource clock() {
    return () -> of(Instant.now());
  }

  /// What this world's clock says when the machine's says that.
  public Instant of(Instant machine) {
    return start.plus(Duration.between(start, machine).multipliedBy(factor));
  }

  /// What the machine's clock says when this world's says that.
  public Instant machine(Instant here) {
    return start.plus(Duration.between(start, here).dividedBy(factor));
  }

  /// How long so long a time of this world takes on the machine; at least a millisecond.
  public Duration of(Duration here) {
    return Duration.ofMillis(Math.max(1, here.toMillis() / factor));
  }

  /// A rule file in this world.
  public String rules(String file) {
    JsonNode tree = read(file);
    for (JsonNode group : tree.get("groups")) {
      shorten((ObjectNode) group, RULE_TIMES);
      for (JsonNode rule : group.get("rules")) {
        shorten((ObjectNode) rule, RULE_TIMES);
        ((ObjectNode) rule)
            .put("expr", new HurriedQuery(this, rule.get("expr").textValue()).text());
      }
    }
    return write(tree);
  }

  /// A configuration of Alertmanager in this world, in which PagerDuty is there.
  public String alertmanager(String file, URI pagerDuty) {
    ObjectNode tree = (ObjectNode) read(file);
    shortenRoute((ObjectNode) tree.get("route"));
    ObjectNode global =
        tree.has("global") ? (ObjectNode) tree.get("global") : tree.putObject("global");
    global.put("pagerduty_url", pagerDuty.toString());
    return write(tree);
  }

  private void shortenRoute(ObjectNode route) {
    shorten(route, ROUTE_TIMES);
    for (JsonNode child : route.path("routes")) {
      shortenRoute((ObjectNode) child);
    }
  }

  private void shorten(ObjectNode node, Set<String> times) {
    for (String time : times) {
      if (node.has(time)) {
        node.put(time, HurriedQuery.shorten(node.get(time).textValue(), factor));
      }
    }
  }

  private static JsonNode read(String file) {
    try {
      return YAML.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException("a generated file", e);
    }
  }

  private static String write(JsonNode tree) {
    try {
      return YAML.writeValueAsString(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("a generated file", e);
    }
  }
}
