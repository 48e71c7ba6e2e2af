// The page: asks again and again how things stand, and shows it.

import { h, list, mark, say } from "./dom.js";
import { here, parameters } from "./route.js";
import { fleetView } from "./fleet.js";
import { agentView } from "./agent.js";
import { welcomeView } from "./welcome.js";
import { clock, length, line, plain } from "./words.js";

const EVERY = 1000;
const PATIENCE = 10000;
const SLOWEST = 10000;

// Not the document's own address: one with a user's name in it is none that can be asked for.
const BASE = location.origin + location.pathname.replace(/[^/]*$/, "");

const main = document.getElementById("main");
const live = document.getElementById("live");
const liveText = document.getElementById("live-text");
const alarms = document.getElementById("alarms");
const news = document.getElementById("news");

let view = null;
let timer = 0;
let asked = 0;
let failures = 0;
let answeredAt = null;
let stuckBefore = null;

/** Asks this Watchbill; the answer, or what is wrong as an error. */
async function ask(path) {
  let response;
  try {
    response = await fetch(BASE + path, {
      headers: { Accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Error("it does not answer");
  }
  if (response.ok) {
    return { found: true, value: await response.json() };
  }
  const text = (await response.text()).split("\n", 1)[0];
  if (response.status === 404 || response.status === 409) {
    return { found: false, why: text };
  }
  throw new Error(response.status === 401 ? "it wants a user's name and password: load the page again" : text);
}

function query(route, limit) {
  const said = parameters(route.query ?? {});
  said.set("limit", limit);
  return `api/v1/fleet?${said}`;
}

async function refresh() {
  const mine = ++asked;
  clearTimeout(timer);
  const route = here();
  let wait = EVERY;
  try {
    const fleet = (await ask(query(route, route.agent ? 1 : 50))).value;
    const agent = route.agent ? await ask(`${path(route.agent)}/timeline`) : null;
    if (mine !== asked) {
      return;
    }
    failures = 0;
    answeredAt = new Date();
    show(route, fleet, agent);
  } catch (failure) {
    if (mine !== asked) {
      return;
    }
    failures++;
    wait = Math.min(SLOWEST, EVERY * 2 ** failures);
    lost(failure.message);
  }
  if (!document.hidden) {
    timer = setTimeout(refresh, wait);
  }
}

function path(agent) {
  return `api/v1/agents/${encodeURIComponent(agent.tenant)}/${encodeURIComponent(agent.agent)}`;
}

function show(route, fleet, agent) {
  mark(main, "aria-busy", null);
  mark(live, "class", "live on");
  say(liveText, `live, ${clock(answeredAt)}`);
  say(document.getElementById("version"), `Watchbill ${fleet.version}`);
  health(fleet);
  tell(fleet);
  title(route, fleet);
  const empty = fleet.totals.agents === 0 && !route.agent;
  const kind = route.agent ? `agent ${JSON.stringify(route.agent)}` : empty ? "welcome" : "fleet";
  if (view === null || view.kind !== kind) {
    const first = view === null;
    view = route.agent ? agentView(route.agent) : empty ? welcomeView() : fleetView(refresh);
    view.kind = kind;
    main.replaceChildren(view.element);
    if (!first) {
      window.scrollTo(0, 0);
      main.querySelector("h1")?.focus();
    }
  }
  view.update(route.agent ? { agent } : { fleet, query: route.query });
}

function title(route, fleet) {
  const stuck = fleet.totals.stuck;
  const who = route.agent ? `${route.agent.tenant}/${route.agent.agent} · ` : "";
  document.title = `${stuck > 0 ? `(${stuck}) ` : ""}${line(who)}Watchbill`;
}

/** What is down, for a person who wonders whether to believe the rest. */
function health(fleet) {
  const down = fleet.sources.filter((source) => !source.ready);
  const sources = document.getElementById("sources");
  sources.hidden = fleet.sources.length === 0;
  mark(sources, "class", down.length === 0 ? "sources good" : "sources bad");
  say(
    document.getElementById("sources-summary"),
    down.length === 0
      ? `${fleet.sources.length === 1 ? "source" : `all ${fleet.sources.length} sources`} heard`
      : `${down.length} of ${fleet.sources.length} sources down`,
  );
  list(
    document.getElementById("sources-list"),
    fleet.sources,
    (source) => source.name,
    (source) => h("li", {}, h("strong", { text: source.name }), h("span")),
    (item, source) => {
      mark(item, "class", source.ready ? "good" : "bad");
      say(item.lastChild, source.ready ? source.words || "heard" : line(source.words));
    },
  );
  const said = fleet.incidents.map((one) => ({
    key: `incident ${one.tenant}`,
    grave: true,
    text: `${line(one.tenant)}: ${one.silent} of ${one.at_work} agents at work came to a stop together, ${length(
      Date.parse(fleet.at) - Date.parse(one.since),
    )} ago (${plain(one.cause)})`,
  }));
  if (!fleet.caught_up) {
    said.push({ key: "late", grave: false, text: "Still reading what happened before: numbers are not complete yet." });
  } else if (!fleet.heard && fleet.totals.agents > 0) {
    said.push({ key: "deaf", grave: true, text: "The agents cannot be heard: this is how they stood when they were heard last." });
  }
  if (fleet.more_than_kept) {
    said.push({ key: "full", grave: false, text: "There are more agents than this page has room for; the metrics have them all." });
  }
  alarm(said);
}

function alarm(said) {
  list(
    alarms,
    said,
    (one) => one.key,
    () => h("p"),
    (item, one) => {
      mark(item, "class", one.grave ? "alarm grave" : "alarm");
      say(item, one.text);
    },
  );
}

function lost(why) {
  mark(live, "class", "live off");
  say(liveText, answeredAt === null ? "no answer" : `no answer since ${clock(answeredAt)}`);
  alarm([
    {
      key: "lost",
      grave: true,
      text: `Watchbill cannot be asked: ${line(why)}.${answeredAt === null ? "" : ` What is below is from ${clock(answeredAt)}.`}`,
    },
  ]);
}

/** Says to a screen reader who has become stuck since it was told last. */
function tell(fleet) {
  const stuck = new Map(
    fleet.verdicts
      .filter((verdict) => verdict.until === undefined)
      .map((verdict) => [`${verdict.tenant}/${verdict.agent} ${verdict.since}`, verdict]),
  );
  if (stuckBefore !== null) {
    const fresh = [...stuck].filter(([key]) => !stuckBefore.has(key)).map(([, verdict]) => verdict);
    if (fresh.length > 0) {
      const names = fresh.slice(0, 3).map((one) => `${one.tenant}/${one.agent}: ${plain(one.cause)}`);
      const more = fresh.length > 3 ? ` and ${fresh.length - 3} more` : "";
      say(news, `Stuck: ${line(names.join(", "))}${more}`);
    }
  }
  stuckBefore = stuck;
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
addEventListener("hashchange", refresh);
document.getElementById("skip").addEventListener("click", () => main.focus());
addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input, select, textarea");
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (event.key === "/" && !typing) {
    const search = document.getElementById("search");
    if (search !== null) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "Escape" && here().agent && !typing) {
    history.length > 1 ? history.back() : (location.hash = "#/");
  }
});
refresh();
