// Lists of entries: pages by cursor, as plain links, so that "back", bookmarks and "open in a new tab" work.

import { pageAddress } from "../config.js";
import { ask } from "./api.js";
import { day, el, link } from "./dom.js";

export const PER_PAGE = 20;

/** Parameters of this page's address that have a value, of those in `names`. */
export function asked(names) {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, given.get(name)?.trim()]).filter(([, value]) => value));
}

/** Where an entry is read: here, if this front end has a page for its kind, else on the site. */
export function addressOf({ kind, uid, url }) {
  const file = { interpretation: "interpretation.html", service_guide: "guide.html" }[kind];
  return file ? pageAddress(file, { uid }) : url;
}

/** Links to the next page and back to the first. `next` is the API's own: its query holds all that was asked for. */
export function paging(file, parameters, next) {
  const cursor = next && new URL(next).searchParams.get("cursor");
  const { cursor: current, ...same } = parameters;
  if (!cursor && !current) return null;
  return el(
    "nav",
    { class: "paging", "aria-label": "翻页" },
    current ? el("a", { href: pageAddress(file, same) }, "回到第一页") : null,
    cursor ? el("a", { href: pageAddress(file, { ...same, cursor }), rel: "next" }, "下一页") : el("span", {}, "已经是最后一页"),
  );
}

/** A plain list of everything of one kind, newest first. */
export async function listOf(kind, file, heading, intro) {
  const parameters = asked(["cursor"]);
  const fields = "uid,kind,url,title,summary,organ,published_at";
  const { results, next } = await ask("/api/v1/entries/", { kind, fields, limit: String(PER_PAGE), ...parameters });
  const rows = results.map((one) =>
    el(
      "li",
      {},
      el("h2", {}, link(addressOf(one), one.title)),
      one.summary ? el("p", {}, one.summary) : null,
      el("p", { class: "fine" }, `${one.organ.short_name}　${day(one.published_at)}`),
    ),
  );
  return [
    el("header", { class: "list-head" }, el("h1", {}, heading), el("p", {}, intro)),
    rows.length ? el("ul", { class: "entries" }, rows) : el("p", { class: "empty" }, "还没有公开的内容。"),
    paging(file, parameters, next),
  ].filter(Boolean);
}
