import { NodeTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { OTLPTraceExporter as Proto } from "@opentelemetry/exporter-trace-otlp-proto";
import { OTLPTraceExporter as Json } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
const base = process.argv[2];
for (const [form, Exporter] of [["proto", Proto], ["json", Json]]) {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": "js-agent", "agent.name": "js-" + form }),
    spanProcessors: [new BatchSpanProcessor(new Exporter({ url: base + "/v1/traces", compression: "gzip" }))] });
  provider.getTracer("js-agent").startSpan("chat gpt-4o", { attributes: {
    "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o",
    "gen_ai.response.id": "chatcmpl-" + form, "gen_ai.usage.input_tokens": 100, "gen_ai.usage.output_tokens": 42 } }).end();
  await provider.shutdown();
}
const meters = new MeterProvider({ resource: resourceFromAttributes({ "service.name": "js-agent", "agent.name": "js-metrics" }),
  readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ url: base + "/v1/metrics" }), exportIntervalMillis: 60000 })] });
meters.getMeter("js-agent").createHistogram("gen_ai.client.token.usage").record(7, { "gen_ai.token.type": "output", "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o" });
await meters.shutdown();
