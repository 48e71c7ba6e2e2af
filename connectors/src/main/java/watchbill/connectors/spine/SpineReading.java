package watchbill.connectors.spine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.promtext.Sample;
import watchbill.connectors.promtext.TextPage;

/// Reads what a node says: its metrics page, and for what is not there its health page, which is
/// JSON. For one thread, and one node once.
public final class SpineReading {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "memory_spine_";
  private static final List<String> OTHERS = List.of("replica", "follower", "peer");
  private static final List<String> LISTS = List.of("followers", "replicas", "peers");
  private static final int MOST_FOLLOWERS = 64;

  private final SpineFields fields = new SpineFields();
  private final Map<String, SpineFields> followers = new LinkedHashMap<>();

  /// Adds a metrics page. A sample that names a replica is about that one.
  public void addMetrics(String page) {
    for (Sample sample :
        TextPage.read(page.getBytes(StandardCharsets.UTF_8), each -> each.name().startsWith(PREFIX))
            .samples()) {
      String name = sample.name().substring(PREFIX.length());
      String other = firstOf(sample, OTHERS);
      SpineFields about = other.isEmpty() ? fields : follower(other);
      if (!sample.label("role").isEmpty()) {
        if (sample.value() == 1) {
          about.add("role", sample.label("role"));
        }
      } else {
        about.add(name, plain(sample.value()));
      }
    }
  }

  /// Adds a health page.
  ///
  /// @throws IOException when it is no JSON object
  public void addHealth(String page) throws IOException {
    try {
      JsonNode root = JSON.readTree(page);
      if (!root.isObject()) {
        throw new IOException("want a JSON object, have another text");
      }
      fields.addAll(root);
      addFollowers(root);
      addFollowers(root.path("replication"));
      addFollowers(root.path("cluster"));
    } catch (JsonProcessingException e) {
      throw new IOException("want a JSON object, have " + e.getOriginalMessage(), e);
    }
  }

  private void addFollowers(JsonNode parent) {
    for (String list : LISTS) {
      for (JsonNode each : parent.path(list)) {
        SpineFields one = new SpineFields();
        one.addAll(each);
        String node = SpineAnswer.of(one, List.of()).node();
        if (!node.isEmpty()) {
          follower(node).addAll(each);
        }
      }
    }
  }

  /// What was read. What the node says of itself as of one of several is its own.
  public SpineAnswer answer() {
    SpineFields itself = followers.remove(SpineAnswer.of(fields, List.of()).node());
    if (itself != null) {
      fields.addAll(itself);
    }
    List<SpineAnswer> others = new ArrayList<>();
    followers.forEach((_, said) -> others.add(SpineAnswer.of(said, List.of())));
    return SpineAnswer.of(fields, others);
  }

  private SpineFields follower(String node) {
    SpineFields known = followers.get(node);
    if (known != null) {
      return known;
    }
    SpineFields made = new SpineFields();
    made.add("node_id", node);
    if (followers.size() < MOST_FOLLOWERS) {
      followers.put(node, made);
    }
    return made;
  }

  private static String firstOf(Sample sample, List<String> labels) {
    return labels.stream()
        .map(sample::label)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// Without an exponent, which whole numbers of a page may have.
  private static String plain(double value) {
    return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : "";
  }
}
