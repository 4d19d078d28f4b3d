// The typed blocks of /api/v2/pages/: one function for each type. /api/v1/schemas/blocks/<type>.json says what a block holds.

import { chart } from "./charts.js";
import { el, link, paragraphs, safeAddress, table } from "./dom.js";
import { flow } from "./flow.js";
import { rich } from "./rich.js";
import { series, typedTable } from "./tables.js";

const KINDS = { info: "说明", important: "重要提示", warning: "警示" };

const DRAWN = {
  heading: ({ level, text }, id) => el(`h${Math.min(Math.max(Number(level) || 2, 2), 4)}`, { id }, text),
  paragraph: (value) => rich(value),
  table: (value) => typedTable(value),
  figures: (value) => typedTable(value),
  series: (value) => series(value),
  image: (value) => picture(value),
  attachment: (value) => el("p", { class: "attachment" }, file(value)),
  quotation: ({ text, source }) => el("blockquote", {}, paragraphs(text), source ? el("footer", {}, `——${source}`) : null),
  notice: ({ kind, title, text }) =>
    el("div", { class: "callout" }, el("p", { class: "callout-title" }, title || KINDS[kind] || KINDS.info), paragraphs(text)),
  background: (value, id) => section(value, id),
  aims: (value, id) => section(value, id),
  points: (value, id) => section(value, id),
  chart: (value) => chart(value),
  flow: (value, id) => flow(value, id),
  comparison,
  case: ({ heading, situation, answer }, id) => [
    el("h2", { id }, heading),
    el("div", { class: "case" }, el("h3", {}, "情形"), paragraphs(situation), el("h3", {}, "怎么办"), rich(answer)),
  ],
  diagram: ({ heading, pictures, text }, id) => [
    el("h2", { id }, heading),
    pictures.map(picture),
    el("details", {}, el("summary", {}, "图中的文字"), rich(text)),
  ],
  questions: ({ heading, items }, id) => [el("h2", { id }, heading), questions(items)],
  terms: ({ heading, items }, id) => [
    el("h2", { id }, heading),
    el("dl", { class: "terms" }, items.map(({ term, explanation }) => [el("dt", {}, term), el("dd", {}, paragraphs(explanation))])),
  ],
  media,
};

/** All blocks of a stream as nodes; `original` is the address at which the reader finds what is not known here. */
export function blocks(stream, original) {
  return (stream ?? []).map((block) => {
    const draw = Object.hasOwn(DRAWN, block.type) ? DRAWN[block.type] : () => unknown(original);
    return draw(block.value, anchorOf(block));
  }).flat(Infinity);
}

/** The name of the place of a block in the page. */
export const anchorOf = (block) => `b-${block.id}`;

/** What a table of contents lists: blocks of `stream` with a heading of their own, as `{id, text}`. */
export function outline(stream) {
  return (stream ?? [])
    .filter(({ type, value }) => (type === "heading" ? value.level === 2 : value?.heading && type in DRAWN))
    .map((block) => ({ id: anchorOf(block), text: block.value.heading ?? block.value.text }));
}

/** A link to a file with its kind and size. */
export function file({ url, title, type, size }) {
  const kind = /\.([a-z0-9]{1,5})(?:[?#]|$)/i.exec(url)?.[1] ?? type?.split("/").at(-1) ?? "";
  const large = size >= 1_048_576 ? `${(size / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(size / 1024))} KB`;
  return [link(url, title), el("span", { class: "fine" }, `（${kind.toUpperCase()}，${large}）`)];
}

/** Questions with answers, as text or rich text, that open when they are asked for. */
export function questions(items) {
  return items.map(({ question, answer }) =>
    el("details", { class: "answer" }, el("summary", {}, question), typeof answer === "string" ? paragraphs(answer) : rich(answer)),
  );
}

/** Another publication: linked, or what became of it. */
export function reference({ title, url, state, reason, successor_url: successor }) {
  if (!state) return url ? link(url, title) : el("span", {}, title);
  const told = state === "withdrawn" ? `（该信息已撤下${reason ? `：${reason}` : ""}）` : "（该信息尚未公开）";
  return el("span", {}, told, successor ? link(successor, "查看替代的信息") : null);
}

function section({ heading, text }, id) {
  return [el("h2", { id }, heading), rich(text)];
}

function picture({ url, width, height, alt, caption }) {
  const shown = safeAddress(url, "src")
    ? el("img", { src: url, width, height, alt: alt ?? "", loading: "lazy" })
    : el("p", { class: "fine" }, alt || "图片无法显示");
  return el("figure", {}, shown, caption ? el("figcaption", {}, caption) : null);
}

function comparison({ heading, old_title: before, new_title: after, items }, id) {
  const columns = ["条款或者事项", before || "原规定", after || "新规定", "变化"].map((one) => ({ heading: one }));
  const rows = items.map((one) => [one.clause, one.old || "（无）", one.new || "（删除）", one.note || "—"]);
  return [el("h2", { id }, heading), table(heading, columns, rows, { className: "stack", hideCaption: true })];
}

/** Films and sound are linked, not embedded: so this front end loads nothing from anywhere else. */
function media({ heading, kind, url, duration, transcript }, id) {
  const name = { video: "观看视频", audio: "收听音频" }[kind] ?? "打开";
  return [
    el("h2", { id }, heading),
    el("p", {}, link(url, name), duration ? `（${duration}）` : null),
    transcript ? el("details", {}, el("summary", {}, "文字稿"), paragraphs(transcript)) : null,
  ];
}

function unknown(original) {
  return el("p", { class: "callout" }, "此处有一部分内容本页面还不能显示，请到", original ? link(original, "原网页") : "原网页", "查看。");
}
