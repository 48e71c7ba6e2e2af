// Elements. Text is only ever set as text: whatever an agent is called, it stays a name.

import { clock } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (`class`, `text`, `on`, or any other) and children. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function s(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") {
      element.textContent = value;
    } else if (name === "on") {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets a text where it differs, so that nothing moves where nothing changed. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Sets or takes away an attribute where it differs. */
export function mark(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

/**
 * Makes a parent's children those of a list, in its order: each keeps its element as long as its key
 * stays, and with it focus and selection.
 */
export function list(parent, items, key, make, update) {
  const known = new Map();
  for (const child of parent.children) {
    known.set(child.wbKey, child);
  }
  let next = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let element = known.get(name);
    if (element === undefined) {
      element = make(item);
      element.wbKey = name;
    }
    known.delete(name);
    if (element === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(element, next);
    }
    update(element, item);
  }
  known.forEach((element) => element.remove());
}

/** A moment of the day here, with the whole of it in UTC for who points at it. */
export function moment(text) {
  const at = new Date(text);
  return h("time", { datetime: text, title: text, text: clock(at) });
}
