// How values are said.

const STATES = {
  stuck: "stuck",
  suspect: "suspect",
  interrupted: "interrupted",
  working: "working",
  waiting_tool: "in a tool",
  waiting_human: "waits for a human",
  waiting_provider: "waits for its model",
  waiting_agent: "waits for an agent",
  idle: "idle",
  unknown: "not heard",
};

/** The states in the order in which they matter. */
export const ORDER = Object.keys(STATES);

/** What an agent does. */
export function state(key) {
  return STATES[key] ?? plain(key);
}

/** A key in words: `tool_hang` is `tool hang`. */
export function plain(key) {
  return key.replaceAll("_", " ");
}

/** Dollars to the cent; to a hundredth of one where `fine`. */
export function dollars(amount, fine = false) {
  if (!fine && amount > 0 && amount < 0.005) {
    return "<$0.01";
  }
  const digits = fine ? 4 : 2;
  return `$${amount.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** A count with its thousands. */
export function count(number) {
  return Math.round(number).toLocaleString("en");
}

/** A large count, short: `15.2 M`. */
export function short(number) {
  for (const [unit, size] of [["G", 1e9], ["M", 1e6], ["k", 1e3]]) {
    if (number >= size) {
      return `${(number / size).toFixed(number / size < 10 ? 1 : 0)} ${unit}`;
    }
  }
  return String(Math.round(number));
}

/** A share in percent. */
export function percent(share) {
  return `${share < 0.1 && share > 0 ? (share * 100).toFixed(1) : Math.floor(share * 100)} %`;
}

/** A length of time in its two largest units: `5 min 3 s`. */
export function length(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const [large, unit, small, smallUnit] =
    seconds < 3600
      ? [Math.floor(seconds / 60), "min", seconds % 60, "s"]
      : seconds < 86400
        ? [Math.floor(seconds / 3600), "h", Math.floor((seconds % 3600) / 60), "min"]
        : [Math.floor(seconds / 86400), "d", Math.floor((seconds % 86400) / 3600), "h"];
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** A text of outside origin on one line, without what would turn its direction or hide in it. */
export function line(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

/** A sentence of outside origin, with its moments as times of day here. */
export function sentence(text) {
  return line(text).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (at) => clock(new Date(at)));
}

/** The time of day here, and the day when it is another one. */
export function clock(at) {
  const time = at.toLocaleTimeString([], { hour12: false });
  return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString()} ${time}`;
}
