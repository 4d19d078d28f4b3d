// Rich text of the API. The API cleans it already; a front end that trusts nobody cleans it again, and allows less.

import { el, safeAddress } from "./dom.js";

const ALLOWED = {
  P: [], BR: [], HR: [], STRONG: [], B: [], EM: [], I: [], SUB: [], SUP: [],
  UL: [], OL: [], LI: [], BLOCKQUOTE: [], H2: [], H3: [], H4: [], H5: [], H6: [],
  A: ["href"],
  TABLE: [], CAPTION: [], THEAD: [], TBODY: [], TFOOT: [], TR: [],
  TH: ["scope", "colspan", "rowspan"], TD: ["colspan", "rowspan"],
};
/** With everything in them. Of every other element that is not allowed the words stay. */
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "EMBED", "NOSCRIPT", "SVG", "MATH", "FORM"]);

/**
 * The nodes of `html`, made anew of what is allowed. The parser's document is never shown and runs nothing; nothing of it
 * is taken over but names, texts and a few attributes.
 */
export function rich(value) {
  const html = typeof value === "string" ? value : (value?.html ?? "");
  return copied(new DOMParser().parseFromString(html, "text/html").body);
}

function copied(parent) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) return [];
    const attributes = ALLOWED[node.tagName];
    if (!attributes || (node.tagName === "A" && !safeAddress(node.getAttribute("href")))) return copied(node);
    const kept = attributes.filter((name) => node.hasAttribute(name)).map((name) => [name, node.getAttribute(name)]);
    return [el(node.tagName.toLowerCase(), Object.fromEntries(kept), copied(node))];
  });
}
