// Where in the page somebody is: kept in the address behind its #, so that it can be sent to others.

const DEFAULTS = { q: "", tenant: "", state: "", sort: "trouble", offset: "0" };

/** Where the address says: `{agent: {tenant, agent}}`, or `{query}` for the list. */
export function here() {
  const [path, search] = location.hash.replace(/^#/, "").split("?", 2);
  const names = path.split("/").filter((name) => name !== "");
  if (names[0] === "agents" && names.length === 3) {
    try {
      return { agent: { tenant: decodeURIComponent(names[1]), agent: decodeURIComponent(names[2]) } };
    } catch {
      // Not what a link of this page says: the list, then.
    }
  }
  const said = new URLSearchParams(search ?? "");
  const query = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) {
    query[name] = said.get(name) ?? DEFAULTS[name];
  }
  return { query };
}

/** The link to an agent. */
export function toAgent(one) {
  return `#/agents/${encodeURIComponent(one.tenant)}/${encodeURIComponent(one.agent)}`;
}

/** The link to a list. */
export function toList(query) {
  const said = parameters(query).toString();
  return said === "" ? "#/" : `#/?${said}`;
}

/** What to ask for. */
export function parameters(query) {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== DEFAULTS[name] && value !== "") {
      said.set(name, value);
    }
  }
  return said;
}
