package watchbill.sources.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.http.HttpServer;

/// Those who send: the examples of docs/intake.md, and a real SDK of OpenTelemetry.
@Tag("endtoend")
final class SendersEndToEndTest {
  private static final Path PAGE =
      Path.of(System.getProperty("watchbill.root"), "docs", "intake.md");

  @TempDir Path folder;

  private OpenDoor door;
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    door = new OpenDoor(folder.resolve("journal"), "", InstantSource.system());
    server =
        new HttpServer(
            new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(20), Duration.ofMinutes(1)),
            door.door.routes());
    server.start();
  }

  @AfterEach
  void close() {
    server.stop();
    door.close();
  }

  private String block(String language) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "```" + language + "\n";
    int from = page.indexOf(begin, page.indexOf("## Ten lines")) + begin.length();
    return page.substring(from, page.indexOf("```", from)).replace("4318", "" + server.port());
  }

  private void run(Path script, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.add(script.toString());
    Process process =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("out"))).isZero();
  }

  @Test
  void theShellExampleSendsAnEvent() throws Exception {
    run(Files.writeString(folder.resolve("send.sh"), block("bash")), "bash");
    assertThat(door.stored())
        .singleElement()
        .asString()
        .startsWith("agents.default.backend-0.activity ")
        .contains("agent.task.started");
  }

  @Test
  void thePythonExampleSendsAnEvent() throws Exception {
    run(Files.writeString(folder.resolve("send.py"), block("python")), "python3");
    assertThat(door.stored()).singleElement().asString().contains("agent.task.finished");
  }

  @Test
  void theJavaExampleSendsAnEvent() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    run(Files.writeString(folder.resolve("Send.java"), block("java")), java.toString());
    assertThat(door.stored()).singleElement().asString().contains("agent.heartbeat");
  }

  @Test
  void aRealSdkSendsSpansOfGenAi() throws Exception {
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"), "my-agent",
                AttributeKey.stringKey("agent.name"), "sdk-agent"));
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint("http://127.0.0.1:" + server.port() + "/v1/traces")
            .setCompression("gzip")
            .build();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      Span span =
          provider
              .get("my-agent")
              .spanBuilder("chat claude-opus-4-6")
              .setSpanKind(SpanKind.CLIENT)
              .startSpan();
      span.setAttribute("gen_ai.operation.name", "chat");
      span.setAttribute("gen_ai.provider.name", "anthropic");
      span.setAttribute("gen_ai.request.model", "claude-opus-4-6");
      span.setAttribute("gen_ai.response.id", "msg_sdk");
      span.setAttribute("gen_ai.usage.input_tokens", 100L);
      span.setAttribute("gen_ai.usage.output_tokens", 42L);
      span.end();
      assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    assertThat(door.stored())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("agents.default.sdk-agent.activity ")
                .contains("msg_sdk", "\"gen_ai.usage.output_tokens\":42"));
  }
}
