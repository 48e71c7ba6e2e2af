package watchbill.connectors.kubernetes;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Asks each of many nodes once, a few at a time. Those that did not answer last time come last, so
/// that they hold nobody up. For one thread.
final class SummaryRound {
  private static final int AT_ONCE = 8;

  private final ApiQuestion question;
  private final Set<String> silentBefore = new HashSet<>();

  SummaryRound(ApiQuestion question) {
    this.question = question;
  }

  /// @param summaries what each node says that answered
  /// @param silent why each of the others did not
  record Result(Map<String, NodeSummary> summaries, SortedMap<String, String> silent) {}

  /// Asks all of them, and waits for all answers.
  Result ask(List<NodeView> nodes) throws InterruptedException {
    Map<String, NodeSummary> summaries = new ConcurrentHashMap<>();
    Map<String, String> silent = new ConcurrentHashMap<>();
    List<Callable<Boolean>> asks = new ArrayList<>();
    nodes.stream()
        .sorted(Comparator.comparing(node -> silentBefore.contains(node.name())))
        .forEach(node -> asks.add(() -> ask(node, summaries, silent)));
    try (ExecutorService few =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("kubelet-", 0).factory())) {
      few.invokeAll(asks);
    }
    silentBefore.clear();
    silentBefore.addAll(silent.keySet());
    return new Result(summaries, new TreeMap<>(silent));
  }

  private boolean ask(NodeView node, Map<String, NodeSummary> summaries, Map<String, String> silent)
      throws InterruptedException {
    String name = URLEncoder.encode(node.name(), StandardCharsets.UTF_8);
    try {
      byte[] json = question.ask("/api/v1/nodes/" + name + "/proxy/stats/summary");
      summaries.put(node.name(), possible(SummaryReader.read(json), node.capacity().nanocores()));
      return true;
    } catch (IOException failure) {
      silent.put(node.name(), OneLine.of(failure));
    } catch (RuntimeException bug) { // the client's own kinds; the other nodes go on
      silent.put(node.name(), OneLine.of(bug));
    }
    return false;
  }

  /// No pod uses more vCPUs than its node has, but some kubelets say so
  /// (<https://github.com/kubernetes/kubernetes/issues/134253>).
  private static NodeSummary possible(NodeSummary said, long capacity) {
    return capacity == 0
        ? said
        : new NodeSummary(
            said.pods().stream().map(use -> use.withNanocoresUpTo(capacity)).toList(),
            said.volumes());
  }
}
