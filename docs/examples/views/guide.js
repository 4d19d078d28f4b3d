// 办事指南: the four answers first, then materials, process and everything else.

import { blocks, file, questions, reference } from "../parts/blocks.js";
import { day, el, facts, link, original, paragraphs, table } from "../parts/dom.js";
import { flow } from "../parts/flow.js";
import { number } from "../parts/tables.js";

/** The nodes of a guide. `words` are those of its type; `published` is a time, or null for a draft. */
export function guide(page, words, published) {
  const lists = { materials: page.materials ?? [], fees: page.fees ?? [], results: page.results ?? [] };
  const all = { ...page, ...lists };
  return [
    el(
      "article",
      { class: "document" },
      el(
        "header",
        { class: "document-head" },
        el("p", { class: "mark" }, ["办事指南", words.value(page, "audience")].filter(Boolean).join(" · ")),
        el("h1", {}, page.title),
        el("p", { class: "byline" }, [`实施主体：${page.organ.name}`, published && `发布时间：${day(published)}`].filter(Boolean).map((one) => el("span", {}, one))),
      ),
      glance(all),
      actions(page),
      el(
        "div",
        { class: "prose guide" },
        part("conditions", "申请条件", paragraphs(page.conditions), page.quantity && el("p", {}, `数量限制：${page.quantity}`)),
        part("materials", "办理材料", materials(all), paragraphs(page.materials_note)),
        part("where", "到哪里办", facts(places(all, words))),
        part("costs", "多长时间、收不收费", facts(costs(all))),
        (page.process ?? []).map(({ value }, index) => flow(value, index ? `process-${index}` : "process")),
        part("questions", "常见问题", questions((page.questions ?? []).map(({ value }) => value))),
        blocks(page.body, page.meta.html_url),
        part("basis", "设定依据和法律救济", paragraphs(page.basis), paragraphs(page.remedy)),
        part("more", "事项信息", facts(more(page, words))),
      ),
    ),
  ];
}

/** A part with its heading; null when there is nothing in it. */
function part(id, heading, ...inside) {
  const nodes = inside.flat(Infinity).filter(Boolean);
  const told = nodes.some((one) => one.textContent.trim());
  return told ? el("section", { "aria-labelledby": id }, el("h2", { id }, heading), nodes) : null;
}

/** What a reader wants to know before everything else; each answer leads to the part that says more. */
function glance(page) {
  const needed = page.materials.filter(({ value }) => value.copies > 0).length;
  const answers = [
    ["需要什么", needed ? `${needed}份材料` : "不用交材料", sparedOf(page), "#materials"],
    ["到哪里办", page.apply_url ? "可以网上办" : "到窗口办", page.visits ? `到现场${page.visits}次` : "全程不用到现场", "#where"],
    ["多长时间", limit(page.promised_limit, page.limit_unit), legal(page), "#costs"],
    ["要花多少钱", page.is_charged ? "收费" : "不收费", page.is_charged ? feesInShort(page) : "", "#costs"],
  ];
  return el(
    "ul",
    { class: "glance", "aria-label": "一看就明白" },
    answers.map(([asked, answer, more, place]) =>
      el("li", {}, el("a", { href: place }, el("span", { class: "asked" }, asked), el("strong", {}, answer), el("span", { class: "fine" }, more))),
    ),
  );
}

const limit = (count, unit) => (count ? `${count}个${unit}`.replace("个日", "日") : "当场办结");
const legal = (page) => (page.legal_limit ? `法定时限${limit(page.legal_limit, page.limit_unit)}` : "");

function sparedOf({ materials }) {
  const spared = materials.filter(({ value }) => !value.copies).length;
  return spared ? `另有${spared}份由部门共享，不用交` : "";
}

const fee = ({ amount, unit, standard }) => [amount !== null && amount !== "" ? `${number(amount)}元${unit ? `/${unit}` : ""}` : "", standard].filter(Boolean).join("，");
const feesInShort = ({ fees }) => fees.map(({ value }) => `${value.name}${value.amount ? `${number(value.amount)}元` : ""}`).join("、");

function actions(page) {
  const print = el("button", { type: "button", class: "button plain" }, "打印本指南");
  print.addEventListener("click", () => window.print());
  return el(
    "p",
    { class: "actions" },
    page.apply_url ? link(page.apply_url, "网上申请") : null,
    page.consult_url ? link(page.consult_url, "网上咨询") : null,
    page.query_url ? link(page.query_url, "查询进度") : null,
    print,
  );
}

function materials({ materials: all }) {
  if (!all.length) return null;
  const columns = ["材料名称", "形式和份数", "来源", "表格下载"].map((heading) => ({ heading }));
  const rows = all.map(({ value }) => [
    [value.name, value.necessity === "必要" ? null : `（${value.necessity}）`, value.note ? el("small", {}, value.note) : null],
    value.copies ? `${value.form}${value.copies}份` : "不用提交",
    value.source,
    forms(value),
  ]);
  return table("办理材料", columns, rows, { className: "stack", hideCaption: true });
}

function forms({ name, blank_form: blank, sample }) {
  const found = [blank && ["空白表格", blank], sample && ["示例样表", sample]].filter(Boolean);
  if (!found.length) return "—";
  return found.map(([label, one]) => el("span", { class: "form" }, file({ ...one, title: label }), el("span", { class: "visually-hidden" }, `：${name}`)));
}

function places(page, words) {
  const centre = words.value(page, "in_service_centre");
  return [
    ["办理地点", page.place && [page.place, centre ? `（${centre}政务服务中心）` : ""]],
    ["办理时间", page.office_hours],
    ["联系电话", phone(page.telephone)],
    ["监督电话", phone(page.supervision_telephone)],
    ["不能网上申请的原因", page.apply_url ? "" : page.no_apply_reason],
    ["其他方式", [page.by_appointment && "可以预约", page.by_post && "可以邮寄", page.online_payment && "可以网上缴费"].filter(Boolean).join("、")],
  ];
}

/** One number as a link that dials; anything else as it stands. */
function phone(text) {
  return /^[\d-]+$/.test(text ?? "") ? link(`tel:${text}`, text) : text;
}

function costs(page) {
  const results = page.results.map(({ value }) =>
    el("p", {}, `${value.name}（${value.kind}）`, value.delivery ? `，${value.delivery}` : "", value.sample ? ["，", file({ ...value.sample, title: "结果样本" })] : null),
  );
  return [
    ["承诺时限", [limit(page.promised_limit, page.limit_unit), page.handling_type ? `（${page.handling_type}）` : ""]],
    ["法定时限", page.legal_limit ? limit(page.legal_limit, page.limit_unit) : ""],
    ["时限说明", page.limit_note],
    ["到现场次数", page.visits ? `${page.visits}次` : "0次，全程不用到现场"],
    ["收费", page.is_charged ? page.fees.map(({ value }) => el("p", {}, `${value.name}：${fee(value)}`)) : "不收费"],
    ["收费依据", page.is_charged ? page.fee_basis : ""],
    ["办理结果", results],
  ];
}

function more(page, words) {
  const power = (page.power_item ?? []).map(({ value }) => reference(value));
  const topics = (page.topics ?? []).map(({ value }) => value).join("、");
  return [
    ["对应的权力事项", power],
    ...words.rows(page, "item_code", "exercise_level", "online_depth", "handled_in"),
    ["主题", topics],
    ...words.rows(page, "index_number"),
    ["原网页", page.meta.html_url && original(page.meta.html_url)],
  ];
}
