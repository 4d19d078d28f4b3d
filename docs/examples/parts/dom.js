// Building the page. Words become text nodes and addresses pass `safeAddress`: no string from outside is ever read as HTML.

const SCHEMES = {
  href: ["http:", "https:", "mailto:", "tel:"],
  src: ["http:", "https:"],
};
const SVG = "http://www.w3.org/2000/svg";

/** `value` as an address that may be followed (`href`) or fetched (`src`); null for all others, such as `javascript:`. */
export function safeAddress(value, attribute = "href") {
  if (typeof value !== "string" || !URL.canParse(value, document.baseURI)) return null;
  const { href, protocol } = new URL(value, document.baseURI);
  return SCHEMES[attribute].includes(protocol) ? href : null;
}

/** An element. Attributes that are null or false, and addresses that are not safe, are left out; children are nodes, text or null. */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same of SVG. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    const kept = name in SCHEMES ? safeAddress(value, name) : value;
    if (kept === null || kept === undefined || kept === false) continue;
    node.setAttribute(name, kept === true ? "" : kept);
  }
  node.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== ""));
  return node;
}

/** A link to a place that the API names, with the mark of an outside one; plain text when the address is not safe. */
export function link(address, ...children) {
  const safe = safeAddress(address);
  return safe ? el("a", { href: safe }, ...children) : el("span", {}, ...children);
}

/** A link to the page on the site; on paper its address is written out. */
export function original(address) {
  return el("span", { class: "original" }, link(address, "在网站上查看"));
}

/** Lines of plain text as paragraphs. */
export function paragraphs(text) {
  const lines = String(text ?? "").split(/\n+/).map((line) => line.trim());
  return lines.filter(Boolean).map((line) => el("p", {}, line));
}

/** A list of names and values; rows without a value are left out. */
export function facts(rows, className = "facts") {
  const told = rows.filter(([, value]) => (Array.isArray(value) ? value.length : value || value === 0));
  return el("dl", { class: className }, told.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/**
 * A table in a frame that scrolls by itself; `columns` have `heading` and `isNumber`, `rows` hold text or nodes, of
 * which the column `head` names the row. The class `stack` makes cards of its rows on a phone, where each cell says its
 * heading itself.
 */
export function table(caption, columns, rows, { className = "", hideCaption = false, head = 0 } = {}) {
  const stacks = className === "stack";
  const heads = columns.map(({ heading, isNumber }) => el("th", { scope: "col", class: isNumber && "number" }, heading));
  const body = rows.map((cells) =>
    el("tr", {}, cells.map((cell, index) => {
      const { heading, isNumber } = columns[index];
      const attributes = { "data-label": stacks && heading, class: isNumber && "number" };
      return index === head ? el("th", { scope: "row", ...attributes }, cell) : el("td", attributes, el("div", {}, cell));
    })),
  );
  const whole = el(
    "table",
    { class: className || null },
    el("caption", { class: hideCaption && "visually-hidden" }, caption),
    el("thead", {}, el("tr", {}, heads)),
    el("tbody", {}, body),
  );
  return stacks ? whole : el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": caption }, whole);
}

/** The day of an ISO 8601 time or date, as Beijing has it. */
export function day(text) {
  return String(text ?? "").slice(0, 10);
}
