// preview.html#token=…: a draft, for whoever was sent its link. PREVIEW_FRONT_ENDS of the site has to name this page.

import { askForDraft, Problem } from "../parts/api.js";
import { blocks } from "../parts/blocks.js";
import { el } from "../parts/dom.js";
import { entitle, show } from "../parts/shell.js";
import { wordsFor } from "../parts/words.js";
import { contents, interpretation } from "../views/interpretation.js";
import { guide } from "../views/guide.js";

/** The token of the link. It stays in memory: not in the address bar, not in the history, not in any storage. */
function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  history.replaceState(null, "", location.pathname + location.search);
  return token;
}

const VIEWS = {
  "catalog.InterpretationPage": ["interpretation", interpretation],
  "catalog.ServiceGuidePage": ["service_guide", guide],
};

const preview = (token) => show(async () => {
  if (!token) throw new Problem("没有可以预览的内容", "请从管理后台生成预览链接，再从该链接打开。刷新本页后，须重新打开链接。");
  const page = await askForDraft(token);
  const [kind, view] = VIEWS[page.meta.type] ?? ["", plain];
  const words = kind ? await wordsFor(kind) : null;
  entitle(`预览：${page.title}`);
  return [el("p", { class: "draft" }, "草稿预览：尚未公开，请勿转发。"), ...view(page, words, null)];
});

preview(takeToken());
addEventListener("hashchange", () => preview(takeToken())); // another link, opened in the same tab

/** A type for which this front end has no page of its own: title and blocks. */
function plain(page) {
  return [
    el(
      "article",
      { class: "document" },
      el("header", { class: "document-head" }, el("h1", {}, page.title), el("p", { class: "byline" }, page.organ.name)),
      el("div", { class: "with-contents" }, contents(page.body), el("div", { class: "prose" }, blocks(page.body, null))),
    ),
  ];
}
