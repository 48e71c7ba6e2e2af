package watchbill.exporter.replication;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.access.Access;
import watchbill.connectors.spine.SpineClient;

/// Measures the lag of a memory store's followers itself: writes a word on the leader at each look,
/// and reads on each follower which of our words is the last that it shows. Its lag is the age of
/// the first word that it does not show. For one thread.
final class Canary {
  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
  private static final String KEY = "watchbill-canary";
  private static final long PAUSE_MILLIS = 50;

  /// More words are not remembered: a follower that misses as many is behind at least as the
  /// oldest.
  private static final int MOST_WORDS = 1_000;

  private static final double MILLIS_PER_SECOND = 1_000;

  private final SpineClient client;
  private final CanaryConfig config;
  private final InstantSource clock;
  private final String prefix = KEY + '-' + UUID.randomUUID().toString().substring(0, 8) + '-';
  private final Pattern word = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,18})");
  private final Deque<Word> words = new ArrayDeque<>();
  private long next = 1;

  Canary(SpineClient client, CanaryConfig config, InstantSource clock) {
    this.client = client;
    this.config = config;
    this.clock = clock;
  }

  /// The lag of each follower that can be asked, in seconds; of none when the leader takes no word.
  Map<Access, Double> measure(Access leader, List<Access> followers) throws InterruptedException {
    Map<Access, Double> lags = new HashMap<>();
    if (!write(leader)) {
      return lags;
    }
    long until = words.getLast().atMillis() + config.patience().toMillis();
    List<Access> behind = new ArrayList<>(followers);
    while (true) {
      behind.removeIf(follower -> isThere(follower, lags));
      if (behind.isEmpty() || clock.millis() >= until) {
        return lags;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private boolean write(Access leader) throws InterruptedException {
    Word written = new Word(next, clock.millis());
    try {
      SpineClient.Reply reply = ask(leader, config.write().with(KEY, prefix + written.number()));
      if (!reply.ok()) {
        LOG.warn("canary: {}: want a word written, have HTTP {}", leader.address(), reply.status());
        return false;
      }
    } catch (IOException e) {
      LOG.warn("canary: {}", e.getMessage());
      return false;
    }
    next++;
    words.add(written);
    if (words.size() > MOST_WORDS) {
      words.removeFirst();
    }
    return true;
  }

  /// Whether the follower need not be asked again at this look: it shows all, or cannot be asked.
  private boolean isThere(Access follower, Map<Access, Double> lags) {
    try {
      SpineClient.Reply reply =
          ask(follower, config.read().with(KEY, prefix + words.getLast().number()));
      long shown = reply.ok() ? lastIn(reply.text()) : 0;
      if (!reply.ok() && reply.status() != 404) { // 404: it has no word yet
        lags.remove(follower);
        return true;
      }
      long now = clock.millis();
      boolean first = !lags.containsKey(follower);
      boolean all = shown >= words.getLast().number();
      if (!all || first) {
        lags.put(follower, all ? 0 : missingFor(shown, now));
      } else {
        lags.put(follower, (now - words.getLast().atMillis()) / MILLIS_PER_SECOND);
      }
      return all;
    } catch (IOException _) {
      lags.remove(follower);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private double missingFor(long shown, long nowMillis) {
    return words.stream()
        .filter(each -> each.number() > shown)
        .findFirst()
        .map(each -> (nowMillis - each.atMillis()) / MILLIS_PER_SECOND)
        .orElse(0.0);
  }

  private long lastIn(String text) {
    long last = 0;
    Matcher matcher = word.matcher(text);
    while (matcher.find()) {
      last = Math.max(last, Long.parseLong(matcher.group(1)));
    }
    return last;
  }

  private SpineClient.Reply ask(Access node, CanaryConfig.Ask ask)
      throws IOException, InterruptedException {
    return client.ask(node, node.address().port(), ask.method(), ask.path(), ask.body());
  }

  /// A word of ours, and when we began to write it.
  private record Word(long number, long atMillis) {}
}
