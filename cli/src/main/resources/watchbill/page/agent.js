// One agent: how it stands, why, what to do, and what led to it.

import { chart } from "./chart.js";
import { h, list, mark, moment, say } from "./dom.js";
import { count, dollars, length, line, plain, sentence, state } from "./words.js";

/** The view of an agent. */
export function agentView(agent) {
  const badge = h("span", { class: "badge" });
  const since = h("span", { class: "since" });
  const role = h("span", { class: "role" });
  const verdict = h("section", { class: "card verdict", "aria-label": "Verdict" });
  const facts = h("dl", { class: "tiles" });
  const drawing = h("div", { class: "drawing" });
  const drawn = h("section", { class: "card", "aria-label": "Timeline, drawn" }, h("h2", { text: "What led to it" }), drawing);
  const body = h("tbody");
  const kept = h("p", { class: "note" });
  const missing = h("p", { class: "none" });
  const timeline = h(
    "section",
    { class: "card" },
    h("h2", { text: "Timeline, the newest first" }),
    kept,
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        { class: "timeline" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...[
              ["Time", ""],
              ["Spent so far", "num"],
              ["", ""],
              ["What", ""],
            ].map(([name, kind]) => (name === "" ? h("td") : h("th", { scope: "col", class: kind, text: name }))),
          ),
        ),
        body,
      ),
    ),
  );
  const known = h("div", { class: "known" }, verdict, facts, drawn, timeline);
  const element = h(
    "div",
    { class: "agent" },
    h("p", { class: "back" }, h("a", { href: "#/", text: "← The fleet" })),
    h(
      "header",
      {},
      h("h1", { tabindex: "-1" }, h("span", { class: "tenant", text: `${line(agent.tenant)}/` }), line(agent.agent)),
      h("p", { class: "doing" }, badge, since, role),
    ),
    missing,
    known,
  );
  let charged = "";
  return {
    element,
    update({ agent: answer }) {
      known.hidden = !answer.found;
      missing.hidden = answer.found;
      badge.hidden = !answer.found;
      if (!answer.found) {
        say(missing, line(answer.why));
        say(since, "");
        return;
      }
      const one = answer.value;
      const now = Date.parse(one.at);
      const key = one.state ?? "unknown";
      mark(badge, "class", `badge s-${key}`);
      say(badge, state(key));
      say(since, one.since === undefined ? "" : `for ${one.since_before ? "more than " : ""}${length(now - Date.parse(one.since))}`);
      say(role, line([one.role, one.parent ? `works for ${one.parent}` : ""].filter((text) => text).join(", ")));
      const charge = JSON.stringify(one.verdict ?? null);
      verdict.hidden = one.verdict === undefined;
      if (charge !== charged) {
        charged = charge;
        verdict.replaceChildren(...(one.verdict ? accused(one.verdict) : []));
        mark(verdict, "class", `card verdict ${one.verdict?.stuck ? "stuck" : "suspect"}`);
      }
      showFacts(facts, one, now);
      drawn.hidden = one.timeline.length === 0;
      chart(drawing, one, now);
      showTimeline(body, one);
      say(kept, keptNote(one));
    },
  };
}

function accused(verdict) {
  const parts = [
    h(
      "h2",
      {},
      h("span", { class: "cause", text: plain(verdict.cause) }),
      h("span", { class: "when" }, verdict.stuck ? "stuck since " : "suspect since ", moment(verdict.since)),
    ),
    h("p", { class: "evidence", text: sentence(verdict.evidence) }),
  ];
  if (verdict.cluster) {
    parts.push(h("p", { class: "cluster", text: line(verdict.cluster) }));
  }
  parts.push(
    h("p", { class: "next" }, h("strong", { text: "Do next: " }), verdict.do_next),
    h("p", { class: "note", text: `by ${verdict.rules.length === 1 ? "the rule" : "the rules"} ${verdict.rules.map(plain).join(", ")}` }),
  );
  if (verdict.calls.length > 0) {
    parts.push(calls(verdict.calls));
  }
  return parts;
}

/** The last calls; equal arguments and results have equal letters. */
function calls(all) {
  const args = letters(all.map((call) => call.args), "A");
  const results = letters(all.map((call) => call.result), "a");
  return h(
    "details",
    { class: "calls" },
    h("summary", { text: `The last ${all.length === 1 ? "call" : `${all.length} calls`}` }),
    h("p", { class: "note", text: "Equal letters are equal arguments, or equal results." }),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...["Tool", "Arguments", "Result", "Outcome"].map((name) => h("th", { scope: "col", text: name })))),
      h(
        "tbody",
        {},
        ...all.map((call) =>
          h(
            "tr",
            {},
            h("td", { text: line(call.tool) }),
            h("td", {}, h("span", { class: "letter", title: call.args, text: args.get(call.args) ?? "–" })),
            h("td", {}, h("span", { class: "letter", title: call.result, text: results.get(call.result) ?? "–" })),
            h("td", { text: plain(call.outcome) }),
          ),
        ),
      ),
    ),
  );
}

function letters(prints, first) {
  const names = new Map();
  for (const print of prints) {
    if (print !== undefined && !names.has(print)) {
      names.set(print, String.fromCharCode(first.charCodeAt(0) + names.size));
    }
  }
  return names;
}

function showFacts(facts, one, now) {
  const all = [
    { name: "Spent today", value: dollars(one.usd_today, true), note: `${count(one.tokens_today)} tokens` },
    {
      name: "Since its last progress",
      value: dollars(one.usd_since_progress, true),
      note: `${count(one.tokens_since_progress)} tokens`,
    },
    {
      name: "Last progress",
      value: one.progress_at === undefined ? "–" : length(now - Date.parse(one.progress_at)),
      unit: one.progress_at === undefined ? "" : " ago",
      note: one.progress_at === undefined ? "none was heard of" : new Date(one.progress_at).toLocaleString([], { hour12: false }),
    },
  ];
  list(
    facts,
    all,
    (fact) => fact.name,
    (fact) =>
      h(
        "div",
        { class: "tile" },
        h("dt", { text: fact.name }),
        h("dd", {}, h("span", { class: "big" }), h("span", { class: "unit" }), h("span", { class: "note" })),
      ),
    (item, fact) => {
      const [big, unit, note] = item.querySelectorAll("span");
      say(big, fact.value);
      say(unit, fact.unit ?? "");
      say(note, fact.note);
    },
  );
}

function showTimeline(body, one) {
  let spent = 0;
  const seen = new Map();
  const rows = one.timeline.map((entry) => {
    spent += entry.usd ?? 0;
    const base = `${entry.at} ${entry.kind} ${entry.call ?? ""}`;
    const times = (seen.get(base) ?? 0) + 1;
    seen.set(base, times);
    return { entry, spent, key: `${base} ${times}` };
  });
  list(
    body,
    rows.reverse(),
    (row) => row.key,
    ({ entry }) =>
      h(
        "tr",
        {},
        h("td", { class: "t-time" }, moment(entry.at)),
        h("td", { class: "t-spent num" }),
        h("td", { class: "t-kind" }, h("span", { class: "kind", text: entry.kind })),
        h("td", { class: "t-what" }),
      ),
    (item, { entry, spent: sum }) => {
      mark(item, "class", `k-${entry.kind}${entry.in_flight ? " flying" : ""}${bad(entry) ? " bad" : ""}`);
      say(item.children[1], dollars(sum, true));
      say(item.children[3], sentence(entry.text));
    },
  );
}

/** Whether a call came back with anything but what was wanted. */
export function bad(entry) {
  return entry.outcome !== undefined && entry.outcome !== "ok";
}

function keptNote(one) {
  if (one.kept_since === undefined) {
    return "Complete since the agent was first heard.";
  }
  const dropped = one.dropped > 0 ? `; ${count(one.dropped)} older entries had to go` : "";
  return `Complete since ${new Date(one.kept_since).toLocaleString([], { hour12: false })}${dropped}.`;
}
