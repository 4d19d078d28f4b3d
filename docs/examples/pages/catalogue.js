// index.html: 政府信息公开目录. The address of the page is the question: filters, order and cursor stand in it.

import { CARRIED, pageAddress } from "../config.js";
import { ask } from "../parts/api.js";
import { day, el, link, table } from "../parts/dom.js";
import { addressOf, asked, paging, PER_PAGE } from "../parts/listing.js";
import { show, tell } from "../parts/shell.js";

const FILE = "index.html";
const FILTERS = ["organ", "catalogue", "theme", "kind", "validity", "year"];
const ORDERS = { newest: "发布时间由新到旧", formed: "生成日期由新到旧", number: "按索引号" };
const FIELDS = "uid,kind,url,title,summary,organ,index_number,document_number,formed_on,validity";

const question = asked([...FILTERS, "sort", "cursor"]);

show(async () => {
  const { cursor, sort, ...narrowed } = question;
  const [entries, { filters }] = await Promise.all([
    ask("/api/v1/entries/", { catalogued: "true", fields: FIELDS, limit: String(PER_PAGE), ...question }),
    ask("/api/v1/filters/", { catalogued: "true", ...narrowed }),
  ]);
  const choices = Object.fromEntries(filters.map((one) => [one.name, one]));
  offer(choices);
  tell(entries.results.length ? `本页${entries.results.length}条信息。` : "没有符合条件的信息。");
  return [chosen(choices), results(entries.results, choices), paging(FILE, question, entries.next)].filter(Boolean);
});

/** Fill the form with the values that something has. */
function offer(choices) {
  const fields = FILTERS.map((name) => field(name, choices[name].title, [el("option", { value: "" }, "全部"), ...options(choices[name], question[name])]));
  const orders = Object.entries(ORDERS).map(([value, title]) => el("option", { value: value === "newest" ? "" : value }, title));
  const fold = document.getElementById("fields");
  fold.replaceChildren(
    ...fields,
    field("sort", "排序", orders),
    ...Object.entries(CARRIED).map(([name, value]) => el("input", { type: "hidden", name, value })),
    el("button", { type: "submit", class: "button" }, "查询"),
  );
  for (const select of fold.querySelectorAll("select")) select.value = question[select.name] ?? "";
}

function field(name, title, inside) {
  return el("p", { class: "field" }, el("label", { for: `f-${name}` }, title), el("select", { id: `f-${name}`, name }, inside));
}

/** Values that stand beneath others are grouped by the topmost, which can be chosen as a whole. */
function options({ choices }, value) {
  const beneath = (parent, depth) =>
    choices.filter((one) => one.parent === parent).flatMap((one) => [option(one, "　".repeat(depth)), ...beneath(one.value, depth + 1)]);
  const listed = choices.filter((one) => one.parent === null).map((top) => {
    const below = beneath(top.value, 0);
    return below.length ? el("optgroup", { label: top.title }, option({ ...top, title: `${top.title}（全部）` }, ""), below) : option(top, "");
  });
  const known = !value || choices.some((one) => one.value === value);
  return known ? listed : [...listed, el("option", { value }, value)];
}

const option = ({ value, title }, indent) => el("option", { value }, indent + title);

const titleOf = ({ choices }, value) => choices.find((one) => one.value === value)?.title ?? value;

/** The filters that are set, each with a link that takes it away. */
function chosen(choices) {
  const set = FILTERS.filter((name) => question[name]);
  if (!set.length) return null;
  const { cursor, ...same } = question;
  const rows = set.map((name) => {
    const words = `${choices[name].title}：${titleOf(choices[name], question[name])}`;
    const address = pageAddress(FILE, { ...same, [name]: "" });
    return el("li", {}, el("a", { href: address, "aria-label": `取消条件“${words}”` }, words, el("span", { "aria-hidden": "true" }, "×")));
  });
  return el("ul", { class: "chosen", "aria-label": "已选条件" }, rows, el("li", {}, el("a", { href: pageAddress(FILE), class: "all" }, "全部清除")));
}

/** The four facts of article 12 of the 条例: 索引号, 名称, 内容概述, 生成日期. */
function results(entries, choices) {
  if (!entries.length) {
    return el("div", { class: "empty" }, el("p", {}, "没有符合条件的信息。可以减少条件再查。"), el("p", {}, el("a", { href: pageAddress(FILE) }, "查看全部目录")));
  }
  const columns = ["索引号", "名称", "内容概述", "生成日期"].map((heading) => ({ heading }));
  const rows = entries.map((one) => [
    one.index_number || "—",
    [link(addressOf(one), one.title), badges(one, choices)],
    one.summary || "—",
    el("time", { datetime: day(one.formed_on) }, day(one.formed_on)),
  ]);
  return table("政府信息公开目录", columns, rows, { className: "stack", hideCaption: true, head: 1 });
}

/** What it is, whose, under which number; and a warning where it does not hold as it stands. */
function badges({ kind, validity, organ, document_number: number }, choices) {
  return el(
    "span",
    { class: "badges" },
    el("span", { class: "badge" }, titleOf(choices.kind, kind)),
    el("span", { class: "organ" }, organ.short_name),
    number ? el("span", {}, number) : null,
    validity && validity !== "valid" ? el("span", { class: "badge stop" }, titleOf(choices.validity, validity)) : null,
  );
}

// On a phone the filters are folded away, so that the first entry is seen at once.
document.getElementById("filters").open = matchMedia("(min-width: 56rem)").matches;
