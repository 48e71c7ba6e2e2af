package watchbill.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// One tab of a real headless Chromium, driven over its DevTools protocol
/// (<https://chromedevtools.github.io/devtools-protocol/>).
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Queue<String> requested = new ConcurrentLinkedQueue<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private String session = "";

  /// Starts one that keeps all it has in this folder.
  Chromium(Path folder) throws IOException {
    assertThat(PROGRAM).as("Chromium: tools/setup installs it").exists();
    Path profile = folder.resolve("chromium");
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    Path where = profile.resolve("DevToolsActivePort");
    Awaitility.await("Chromium listens")
        .atMost(PATIENCE)
        .until(() -> Files.exists(where) && Files.readAllLines(where).size() == 2);
    List<String> lines = Files.readAllLines(where);
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.getLast()), new Listener())
            .join();
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  /// Asks it for something, and waits for the answer.
  JsonNode call(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    Map<String, Object> message =
        session.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    try {
      socket.sendText(JSON.writeValueAsString(message), true).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode said = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(said.path("error").path("message").asText()).as(method).isEmpty();
    return said.path("result");
  }

  /// Goes to an address; returns when the page there is complete.
  void go(String address) {
    call("Page.navigate", Map.of("url", address));
    await("location.href.startsWith('http') && document.readyState === 'complete'");
  }

  /// What a script in the page comes to.
  JsonNode ask(String script) {
    JsonNode said =
        call(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    assertThat(said.path("exceptionDetails").path("exception").path("description").asText())
        .as(script)
        .isEmpty();
    return said.path("result").path("value");
  }

  /// Waits until a script in the page comes to true.
  void await(String script) {
    Awaitility.await(script)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ask("Boolean(" + script + ")").asBoolean());
  }

  /// Presses and releases a key.
  void press(String key, String text) {
    int code = key.equals("Enter") ? 13 : key.equals("Tab") ? 9 : key.equals("Escape") ? 27 : 0;
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "text",
              type.equals("keyDown") ? text : "",
              "windowsVirtualKeyCode",
              code));
    }
  }

  /// Types a text where the focus is.
  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /// Makes the window so large, as that of a phone or not.
  void size(int width, int height, boolean phone) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  /// Prefers `light` or `dark`.
  void prefer(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /// A picture of what the window shows, in PNG.
  byte[] photograph() {
    return Base64.getDecoder()
        .decode(call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
  }

  /// All addresses that were asked for, in order.
  List<String> requested() {
    return List.copyOf(requested);
  }

  /// What scripts or the browser complained of.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Leaves the page, whose scripts end.
  void leave() {
    call("Page.navigate", Map.of("url", "about:blank"));
    await("location.href === 'about:blank'");
  }

  /// Forgets what was asked for and complained of.
  void forget() {
    requested.clear();
    complaints.clear();
  }

  void forgetComplaints() {
    complaints.clear();
  }

  /// Ends it with all its processes, so that its folder can be deleted.
  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    socket.abort();
    client.shutdownNow();
    process.destroy();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    all.forEach(one -> one.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        String text = parts.toString();
        parts.setLength(0);
        take(text);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void take(String text) {
      JsonNode message;
      try {
        message = JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      CompletableFuture<JsonNode> asked = answers.remove(message.path("id").asInt());
      if (asked != null) {
        asked.complete(message);
      }
      JsonNode said = message.path("params");
      switch (message.path("method").asText()) {
        case "Network.requestWillBeSent" ->
            requested.add(said.path("request").path("url").asText());
        case "Log.entryAdded" -> complaints.add(said.path("entry").path("text").asText());
        case "Runtime.exceptionThrown" -> complaints.add(said.path("exceptionDetails").toString());
        default -> {}
      }
    }
  }
}
