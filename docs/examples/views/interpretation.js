// 政策解读: what it explains first, then its blocks, with a table of contents beside them.

import { blocks, outline, reference } from "../parts/blocks.js";
import { day, el, facts, link, original } from "../parts/dom.js";

/** The nodes of an interpretation. `words` are those of its type; `published` is a time, or null for a draft. */
export function interpretation(page, words, published) {
  return [
    el(
      "article",
      { class: "document" },
      el(
        "header",
        { class: "document-head" },
        el("p", { class: "mark" }, ["政策解读", words.value(page, "interpretation_form")].filter(Boolean).join(" · ")),
        el("h1", {}, page.title),
        el("p", { class: "byline" }, byline(page, published).map((one) => el("span", {}, one))),
        page.summary ? el("p", { class: "lead" }, page.summary) : null,
      ),
      explained(page.documents ?? []),
      el("div", { class: "with-contents" }, contents(page.body), el("div", { class: "prose" }, blocks(page.body, page.meta.html_url))),
      origin(page, words),
    ),
  ];
}

function byline(page, published) {
  return [
    page.interpreting_organ && `解读单位：${page.interpreting_organ}`,
    page.interpreter && `解读人：${page.interpreter}`,
    `发布机构：${page.organ.name}`,
    published && `发布时间：${day(published)}`,
  ].filter(Boolean);
}

/** The documents that are explained: of this platform (with uid), or others (title, number and address). */
function explained(documents) {
  const rows = documents.map(({ value }) => {
    if (value.document) return reference(value.document);
    return [value.url ? link(value.url, value.title) : value.title, value.number ? `（${value.number}）` : ""];
  });
  if (!rows.length) return null;
  return el(
    "section",
    { class: "explained", "aria-labelledby": "explained" },
    el("h2", { id: "explained" }, "解读的文件"),
    el("ul", {}, rows.map((one) => el("li", {}, one))),
  );
}

export function contents(stream) {
  const rows = outline(stream);
  if (rows.length < 3) return null;
  return el(
    "nav",
    { class: "contents", "aria-labelledby": "contents" },
    el("h2", { id: "contents" }, "本页内容"),
    el("ol", {}, rows.map(({ id, text }) => el("li", {}, el("a", { href: `#${id}` }, text)))),
  );
}

function origin(page, words) {
  const rows = [...words.rows(page, "index_number", "theme"), ["原网页", page.meta.html_url && original(page.meta.html_url)]];
  return el("footer", { class: "document-foot" }, facts(rows));
}
