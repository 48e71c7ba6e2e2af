// A timeline, drawn: what the agent did, what befell it and what it cost, on one axis.

import { mark, s } from "./dom.js";
import { clock, length } from "./words.js";

const LEFT = 78;
const RIGHT = 12;
const LANE = 30;
const FOOT = 24;

const LANES = [
  { name: "verdict", kinds: ["suspect", "stuck", "freed", "incident", "gap"] },
  { name: "spend", kinds: ["model"] },
  { name: "calls", kinds: ["call"] },
  { name: "work", kinds: ["session", "task", "wait", "context", "saved", "lost", "back"] },
  { name: "pod", kinds: ["pod"] },
];

/** Draws it into a box that it has for itself. */
export function chart(box, one, now) {
  const width = Math.max(280, box.clientWidth);
  const lanes = LANES.filter((lane) => one.timeline.some((entry) => lane.kinds.includes(entry.kind)));
  if (lanes.length === 0) {
    box.replaceChildren();
    return;
  }
  const from = Math.min(...one.timeline.map((entry) => Date.parse(entry.at)));
  const span = Math.max(1000, now - from);
  const x = (at) => LEFT + ((Math.max(from, Math.min(now, at)) - from) / span) * (width - LEFT - RIGHT);
  const height = lanes.length * LANE + FOOT;
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  mark(svg, "aria-label", `The last ${length(span)} on one axis; the table below says the same in words.`);
  lanes.forEach((lane, i) => {
    const y = i * LANE;
    svg.append(
      s("line", { class: "rule", x1: LEFT, x2: width - RIGHT, y1: y + LANE - 0.5, y2: y + LANE - 0.5 }),
      s("text", { class: "lane", x: 0, y: y + LANE / 2 + 4, text: lane.name }),
    );
    const entries = one.timeline.filter((entry) => lane.kinds.includes(entry.kind));
    const draw = { verdict: verdicts, spend, calls }[lane.name] ?? ticks;
    svg.append(...draw(entries, x, y, now));
  });
  svg.append(...axis(from, now, x, width, height));
  box.replaceChildren(svg);
}

/** From each charge to what ended it. */
function verdicts(entries, x, y, now) {
  const marks = [];
  entries.forEach((entry, i) => {
    if (entry.kind === "freed") {
      return;
    }
    const next = entries.slice(i + 1).find((other) => ["freed", "stuck", "suspect"].includes(other.kind));
    const lasting = entry.kind === "stuck" || entry.kind === "suspect";
    const to = lasting ? (next === undefined ? now : Date.parse(next.at)) : Date.parse(entry.at);
    marks.push(bar(`d-${entry.kind}`, x(Date.parse(entry.at)), x(to), y + 6, LANE - 12, entry));
  });
  return marks;
}

/** What was spent so far, as steps. */
function spend(entries, x, y, now) {
  const total = entries.reduce((sum, entry) => sum + (entry.usd ?? 0), 0);
  if (total <= 0) {
    return ticks(entries, x, y);
  }
  const base = y + LANE - 4;
  const level = (sum) => base - (sum / total) * (LANE - 8);
  let sum = 0;
  let line = `M${x(Date.parse(entries[0].at))} ${base}`;
  for (const entry of entries) {
    sum += entry.usd ?? 0;
    line += `H${x(Date.parse(entry.at))}V${level(sum)}`;
  }
  line += `H${x(now)}`;
  return [s("path", { class: "d-area", d: `${line}V${base}Z` }), s("path", { class: "d-line", d: line })];
}

function calls(entries, x, y, now) {
  return entries.map((entry) => {
    const at = Date.parse(entry.at);
    const end = entry.in_flight ? now : entry.until === undefined ? at : Date.parse(entry.until);
    const kind = entry.in_flight ? "d-flying" : entry.outcome === undefined || entry.outcome === "ok" ? "d-call" : "d-bad";
    return bar(kind, x(at), x(end), y + 8, LANE - 16, entry);
  });
}

function ticks(entries, x, y) {
  return entries.map((entry) => {
    const at = x(Date.parse(entry.at));
    return bar(`d-tick d-${entry.kind}`, at, at, y + 7, LANE - 14, entry);
  });
}

function bar(kind, from, to, y, height, entry) {
  const width = Math.max(2.5, to - from);
  const drawn = s("rect", { class: kind, x: from.toFixed(1), y, width: width.toFixed(1), height, rx: 1.5 });
  drawn.append(s("title", { text: `${clock(new Date(entry.at))} ${entry.kind}: ${entry.text}` }));
  return drawn;
}

function axis(from, now, x, width, height) {
  const marks = [];
  const count = Math.max(2, Math.min(6, Math.floor((width - LEFT) / 130)));
  for (let i = 0; i < count; i++) {
    const at = from + ((now - from) * i) / (count - 1);
    const anchor = i === 0 ? "start" : i === count - 1 ? "end" : "middle";
    marks.push(
      s("line", { class: "rule", x1: x(at), x2: x(at), y1: height - FOOT, y2: height - FOOT + 4 }),
      s("text", { class: "tick", x: x(at), y: height - 6, "text-anchor": anchor, text: i === count - 1 ? "now" : clock(new Date(at)) }),
    );
  }
  return marks;
}
