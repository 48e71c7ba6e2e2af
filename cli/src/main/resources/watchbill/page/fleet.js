// The fleet: numbers, budgets, the agents, the last verdicts.

import { h, list, mark, moment, say } from "./dom.js";
import { here, toAgent, toList } from "./route.js";
import { ORDER, count, dollars, length, line, percent, plain, sentence, short, state } from "./words.js";

const PAGE = 50;

const COLUMNS = [
  { name: "State", sort: "trouble", class: "c-state" },
  { name: "Agent", sort: "name", class: "c-agent" },
  { name: "Why", class: "c-why" },
  { name: "Since", sort: "newest", class: "c-since num" },
  { name: "Today", sort: "spend", class: "c-today num" },
  { name: "Per hour", sort: "burn", class: "c-burn num" },
  { name: "Budget", class: "c-budget num" },
];

/** The view; `again` asks anew at once. */
export function fleetView(again) {
  const tiles = h("dl", { class: "tiles" });
  const bar = h("div", { class: "bar", "aria-hidden": "true" });
  const chips = h("div", { class: "chips", role: "group", "aria-label": "Show agents that are" });
  const budgets = h("ul", { class: "budgets" });
  const budgetBox = h("section", { class: "card" }, h("h2", { text: "Budgets" }), budgets);
  const search = h("input", {
    id: "search",
    type: "search",
    placeholder: "Name, role or cause  ( / )",
    "aria-label": "Search agents by name, role or cause",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "256",
  });
  const tenants = h("select", { "aria-label": "Tenant" });
  const heads = COLUMNS.map((column) => head(column));
  const body = h("tbody", { role: "rowgroup" });
  const table = h(
    "table",
    { class: "agents", role: "table", "aria-label": "Agents" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...heads)),
    body,
  );
  const none = h("p", { class: "none", text: "No agent matches." });
  const where = h("p", { class: "where", role: "status" });
  const back = h("button", { type: "button", text: "Previous" });
  const on = h("button", { type: "button", text: "Next" });
  const verdicts = h("ol", { class: "verdicts" });
  const quiet = h("p", { class: "none", text: "None yet." });

  let query = here().query;
  let typing = 0;
  const go = (changes) => {
    query = { ...query, offset: "0", ...changes };
    history.replaceState(null, "", toList(query));
    again();
  };
  search.value = query.q;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => go({ q: search.value }), 150);
  });
  tenants.addEventListener("change", () => go({ tenant: tenants.value }));
  back.addEventListener("click", () => go({ offset: String(Math.max(0, Number(query.offset) - PAGE)) }));
  on.addEventListener("click", () => go({ offset: String(Number(query.offset) + PAGE) }));
  heads.forEach((cell, i) =>
    cell.querySelector("button")?.addEventListener("click", () => go({ sort: COLUMNS[i].sort })),
  );

  const element = h(
    "div",
    { class: "fleet" },
    h("h1", { class: "hidden", tabindex: "-1", text: "The fleet" }),
    tiles,
    h(
      "div",
      { class: "columns" },
      h(
        "section",
        { class: "card wide", "aria-label": "Agents" },
        bar,
        chips,
        h("div", { class: "filter" }, search, tenants),
        h("div", { class: "scroll" }, table),
        none,
        h("nav", { class: "pages", "aria-label": "Pages of agents" }, where, back, on),
      ),
      h(
        "div",
        { class: "side" },
        h("section", { class: "card" }, h("h2", { text: "Last verdicts" }), verdicts, quiet),
        budgetBox,
      ),
    ),
  );

  return {
    element,
    update({ fleet, query: asked }) {
      query = asked;
      if (document.activeElement !== search) {
        search.value = query.q;
      }
      const now = Date.parse(fleet.at);
      showTiles(tiles, fleet, now);
      showStates(bar, chips, fleet, query, go);
      showTenants(tenants, fleet, query);
      heads.forEach((cell, i) => showSort(cell, COLUMNS[i], query));
      list(body, fleet.agents, (one) => `${one.tenant}/${one.agent}`, row, (item, one) => showRow(item, one, now));
      const from = fleet.offset;
      none.hidden = fleet.agents.length > 0;
      table.hidden = fleet.agents.length === 0;
      say(
        where,
        fleet.agents.length === 0
          ? `0 of ${count(fleet.totals.agents)}`
          : `${count(from + 1)} to ${count(from + fleet.agents.length)} of ${count(fleet.matching)}`,
      );
      back.disabled = from === 0;
      on.disabled = from + fleet.agents.length >= fleet.matching;
      back.hidden = on.hidden = fleet.matching <= PAGE && from === 0;
      showBudgets(budgetBox, budgets, fleet, now);
      list(verdicts, fleet.verdicts, (one) => `${one.tenant}/${one.agent} ${one.since} ${one.cause}`, verdict, (item, one) =>
        showVerdict(item, one, now),
      );
      quiet.hidden = fleet.verdicts.length > 0;
    },
  };
}

function showTiles(tiles, fleet, now) {
  const totals = fleet.totals;
  const over = fleet.burn_since === undefined ? "" : `over the last ${length(now - Date.parse(fleet.burn_since))}`;
  const all = [
    { name: "Stuck", value: count(totals.stuck), note: `of ${count(totals.agents)} agents`, tone: totals.stuck > 0 ? "red" : "green" },
    { name: "Suspect", value: count(totals.suspect), note: "not yet called stuck", tone: totals.suspect > 0 ? "amber" : "" },
    { name: "Spent today", value: dollars(totals.usd_today), note: `${short(totals.tokens_today)} tokens`, tone: "" },
    {
      name: "Pace",
      value: totals.usd_per_hour === undefined ? "–" : `${dollars(totals.usd_per_hour)}`,
      unit: totals.usd_per_hour === undefined ? "" : " an hour",
      note: over || "not watched for long enough",
      tone: "",
    },
  ];
  list(
    tiles,
    all,
    (one) => one.name,
    (one) =>
      h(
        "div",
        {},
        h("dt", { text: one.name }),
        h("dd", {}, h("span", { class: "big" }), h("span", { class: "unit" }), h("span", { class: "note" })),
      ),
    (item, one) => {
      mark(item, "class", `tile ${one.tone}`);
      const [big, unit, note] = item.querySelectorAll("span");
      say(big, one.value);
      say(unit, one.unit ?? "");
      say(note, one.note);
    },
  );
}

function showStates(bar, chips, fleet, query, go) {
  const states = ORDER.filter((key) => fleet.totals.states[key] > 0);
  list(
    bar,
    states,
    (key) => key,
    (key) => h("span", { class: `part s-${key}` }),
    (part, key) => part.style.setProperty("flex-grow", fleet.totals.states[key]),
  );
  const shown = ["", ...ORDER.filter((key) => fleet.totals.states[key] > 0 || query.state === key)];
  list(
    chips,
    shown,
    (key) => key,
    (key) =>
      h(
        "button",
        { type: "button", class: "chip", on: { click: () => go({ state: key }) } },
        h("span", { class: `dot s-${key}`, "aria-hidden": "true" }),
        h("span", { text: key === "" ? "all" : state(key) }),
        h("strong"),
      ),
    (chip, key) => {
      mark(chip, "aria-pressed", String(query.state === key));
      say(chip.lastChild, count(key === "" ? fleet.totals.agents : (fleet.totals.states[key] ?? 0)));
    },
  );
}

function showTenants(select, fleet, query) {
  const all = [{ tenant: "" }, ...fleet.tenants];
  if (query.tenant !== "" && !fleet.tenants.some((one) => one.tenant === query.tenant)) {
    all.push({ tenant: query.tenant, agents: 0 });
  }
  list(
    select,
    all,
    (one) => one.tenant,
    (one) => h("option", { value: one.tenant }),
    (option, one) =>
      say(option, one.tenant === "" ? "all tenants" : `${line(one.tenant)} (${count(one.agents)}${one.stuck > 0 ? `, ${one.stuck} stuck` : ""})`),
  );
  select.parentElement.classList.toggle("single", fleet.tenants.length < 2);
  if (select.value !== query.tenant && document.activeElement !== select) {
    select.value = query.tenant;
  }
}

function head(column) {
  return h(
    "th",
    { scope: "col", role: "columnheader", class: column.class },
    column.sort ? h("button", { type: "button", text: column.name }) : column.name,
  );
}

function showSort(cell, column, query) {
  if (column.sort) {
    const first = column.sort === "name" ? "ascending" : "descending";
    mark(cell, "aria-sort", query.sort === column.sort ? first : "none");
  }
}

function row(one) {
  const cell = (kind, ...children) => h("td", { role: "cell", class: kind }, ...children);
  return h(
    "tr",
    { role: "row" },
    cell("c-state", h("span", { class: "badge" })),
    cell(
      "c-agent",
      h("a", { href: toAgent(one) }, h("span", { class: "tenant", text: `${line(one.tenant)}/` }), h("span", { text: line(one.agent) })),
      h("span", { class: "role" }),
    ),
    cell("c-why", h("strong"), h("span", { class: "evidence" })),
    cell("c-since num"),
    cell("c-today num"),
    cell("c-burn num"),
    cell("c-budget num", h("span")),
  );
}

function showRow(item, one, now) {
  const [doing, agent, why, since, today, burn, budget] = item.children;
  const key = one.state ?? "unknown";
  mark(item, "class", one.stuck === true ? "is-stuck" : one.stuck === false ? "is-suspect" : null);
  mark(doing.firstChild, "class", `badge s-${key}`);
  say(doing.firstChild, state(key));
  say(agent.lastChild, line(one.role));
  say(why.firstChild, one.cause === undefined ? "" : plain(one.cause));
  say(why.lastChild, one.evidence === undefined ? "" : sentence(one.evidence));
  mark(why, "title", one.evidence === undefined ? null : line(one.evidence));
  const lasted = one.since === undefined ? "" : length(now - Date.parse(one.since));
  say(since, one.since_before && lasted !== "" ? `> ${lasted}` : lasted);
  mark(since, "title", one.since ?? null);
  say(today, dollars(one.usd_today));
  mark(today, "title", `${count(one.tokens_today)} tokens`);
  say(burn, one.usd_per_hour === undefined ? "" : dollars(one.usd_per_hour));
  say(budget.firstChild, one.budget_used === undefined ? "" : percent(one.budget_used));
  mark(budget.firstChild, "class", one.budget_used >= 1 ? "over" : one.budget_used >= 0.8 ? "near" : "");
  mark(budget, "title", one.budget === undefined ? null : `of the budget ${line(one.budget)}`);
  mark(budget, "data-none", one.budget_used === undefined);
}

function showBudgets(box, budgets, fleet, now) {
  box.hidden = fleet.budgets.length === 0;
  list(
    budgets,
    [...fleet.budgets.filter((one) => one.agent === "").slice(0, 5), ...fleet.budgets.filter((one) => one.agent !== "").slice(0, 3)],
    (one) => `${one.budget} ${one.tenant} ${one.agent}`,
    (one) =>
      h(
        "li",
        {},
        h(
          "p",
          { class: "line" },
          h("span", { class: "name", text: budgetName(one) }),
          h("strong"),
        ),
        h("div", { class: "meter", role: "meter", "aria-label": budgetName(one), "aria-valuemin": "0", "aria-valuemax": "100" }, h("span")),
        h("p", { class: "note" }),
      ),
    (item, one) => {
      const [first, meter, note] = item.children;
      const used = one.used ?? 0;
      mark(item, "class", used >= 1 ? "over" : used >= 0.8 || one.exhausted_at !== undefined ? "near" : "");
      say(first.lastChild, percent(used));
      mark(meter, "aria-valuenow", Math.round(Math.min(1, used) * 100));
      mark(meter, "aria-valuetext", `${percent(used)} used`);
      meter.firstChild.style.setProperty("width", `${Math.min(100, used * 100)}%`);
      say(note, budgetNote(one, now));
    },
  );
}

function budgetName(one) {
  const whose = one.agent !== "" ? `${one.tenant}/${one.agent}` : one.tenant === "_all" ? "all tenants" : one.tenant;
  return line(`${one.budget}, ${whose}`);
}

function budgetNote(one, now) {
  const parts = [];
  if (one.usd) {
    parts.push(`${dollars(one.usd.spent)} of ${dollars(one.usd.limit)}`);
  }
  if (one.tokens) {
    parts.push(`${short(one.tokens.spent)} of ${short(one.tokens.limit)} tokens`);
  }
  const said = `${parts.join(", ")} a ${one.period}`;
  if (one.used >= 1) {
    return `${said}; nothing is left`;
  }
  return one.exhausted_at === undefined
    ? said
    : `${said}; gone in ${length(Date.parse(one.exhausted_at) - now)} at this pace`;
}

function verdict(one) {
  return h(
    "li",
    {},
    h("p", { class: "line" }, h("a", { href: toAgent(one), text: line(`${one.tenant}/${one.agent}`) }), moment(one.since)),
    h("p", { class: "what" }, h("strong", { text: plain(one.cause) }), h("span", { class: "lasts" })),
    h("p", { class: "evidence", text: sentence(one.evidence) }),
  );
}

function showVerdict(item, one, now) {
  mark(item, "class", one.until === undefined ? "stands" : "over");
  const from = Date.parse(one.since);
  const more = one.since_before ? "more than " : "";
  say(
    item.querySelector(".lasts"),
    one.until === undefined ? `for ${more}${length(now - from)}` : `ended after ${more}${length(Date.parse(one.until) - from)}`,
  );
}
