// What to do while nobody is watched yet.

import { h, mark } from "./dom.js";

/** The page of a Watchbill that has heard of no agent. */
export function welcomeView() {
  const steps = h("div", { class: "steps" });
  const element = h(
    "section",
    { class: "welcome" },
    h("h1", { tabindex: "-1", text: "No agent has been heard yet" }),
    h("p", { class: "lead", text: "This page shows the first one as soon as it speaks. Here is how to let it." }),
    steps,
  );
  let told = "";
  return {
    element,
    update({ fleet }) {
      const now = JSON.stringify([fleet.otlp_port, fleet.sources]);
      if (now !== told) {
        told = now;
        steps.replaceChildren(...ways(fleet));
      }
    },
  };
}

function ways(fleet) {
  const all = [];
  if (fleet.otlp_port !== undefined) {
    const address = `${location.protocol}//${location.hostname}:${fleet.otlp_port}`;
    all.push(
      way(
        "Your own coding agent, on this machine",
        "Set these where you start it. Claude Code then tells what it does and what it costs; what you write is not sent.",
        [
          "export CLAUDE_CODE_ENABLE_TELEMETRY=1",
          "export OTEL_LOGS_EXPORTER=otlp OTEL_METRICS_EXPORTER=otlp",
          "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
          `export OTEL_EXPORTER_OTLP_ENDPOINT=${address}`,
          "claude",
        ],
      ),
      way("Anything with OpenTelemetry", "An SDK that follows the conventions for GenAI needs its address alone.", [
        `export OTEL_EXPORTER_OTLP_ENDPOINT=${address}`,
      ]),
    );
  }
  all.push(
    way(
      "A fleet on NATS",
      "Agents publish their events on agents.TENANT.AGENT.activity (docs/events.md); Watchbill reads their stream.",
      ["NATS_URL=nats://localhost:4222 ./watchbill run"],
    ),
    way("Just to look", "A simulated fleet with its troubles, in one process.", ["./watchbill demo"]),
  );
  const down = fleet.sources.filter((source) => !source.ready);
  if (down.length > 0) {
    all.push(
      h(
        "section",
        { class: "card step" },
        h("h2", { text: "What cannot be heard" }),
        h("ul", {}, ...down.map((source) => h("li", {}, h("strong", { text: source.name }), ` ${source.words}`))),
      ),
    );
  }
  return all;
}

function way(name, what, lines) {
  const code = lines.join("\n");
  return h(
    "section",
    { class: "card step" },
    h("h2", { text: name }),
    h("p", { text: what }),
    h("div", { class: "code" }, h("pre", { tabindex: "0", text: code }), copy(name, code)),
  );
}

/** Browsers let scripts write to the clipboard on this machine and over TLS alone. */
function copy(name, code) {
  if (navigator.clipboard === undefined) {
    return null;
  }
  const button = h("button", { type: "button", text: "Copy" });
  mark(button, "aria-label", `Copy: ${name}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  return button;
}
