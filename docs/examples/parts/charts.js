// A chart, drawn from the table that the API sends. The table stands beneath, always: it is what was signed.

import { el, svg } from "./dom.js";
import { bars, band, lines, ring } from "./drawings.js";
import { number, typedTable } from "./tables.js";

const DRAWN = {
  bar: { name: "条形图", draw: bars },
  line: { name: "折线图", draw: lines },
  pie: { name: "饼图", draw: ring },
  share: { name: "构成条", draw: band },
};

/** The block `chart`. One of a kind that is not known here is shown as its table. */
export function chart({ title, kind, unit, table, note, source }) {
  const figure = figureOf(title, unit, table);
  const known = figure && DRAWN[kind];
  return el(
    "figure",
    { class: "chart" },
    el("figcaption", {}, title, unit ? el("span", { class: "unit" }, `单位：${unit}`) : null),
    known ? drawing(figure, known) : null,
    paragraph(note, "note"),
    typedTable(table, { hideCaption: table.caption === title }),
    paragraph(source && `数据来源：${source}`, "fine"),
  );
}

const paragraph = (text, name) => (text ? el("p", { class: name }, text) : null);

/** `labels` name the rows, every series has a number for each; null for a table that cannot be drawn. */
function figureOf(title, unit, { columns, rows }) {
  const series = columns.slice(1).map(({ heading }, index) => {
    const written = rows.map((row) => row[index + 1]);
    return { name: heading, written: written.map((one) => number(one)), values: written.map(asNumber) };
  });
  const whole = series.length > 0 && rows.length > 1 && series.every((one) => one.values.every(Number.isFinite));
  return whole ? { title, unit, labels: rows.map((row) => row[0] ?? ""), series } : null;
}

const asNumber = (text) => (text === null ? NaN : Number(text));

/** Drawn again whenever its width changes, so that letters keep their size on a phone. */
function drawing(figure, { name, draw }) {
  const place = el("div", { class: "drawing" });
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (Math.round(contentRect.width) === width) return;
    width = Math.round(contentRect.width);
    if (width) place.replaceChildren(...drawn(figure, name, draw(figure, width), width));
  }).observe(place);
  return place;
}

function drawn(figure, name, { high, shapes, legend = [] }, width) {
  const named = { role: "img", "aria-label": inWords(figure, name), viewBox: `0 0 ${width} ${high}`, width, height: high };
  const rows = legend.map(({ key, text }) => el("li", {}, svg("svg", { width: 20, height: 20, "aria-hidden": "true" }, key), text));
  return [svg("svg", named, shapes), rows.length ? el("ul", { class: "legend" }, rows) : null].filter(Boolean);
}

/** The chart for who cannot see it. */
function inWords({ title, unit, labels, series }, name) {
  const told = series.map((one) => `${one.name}：${labels.map((label, i) => `${label}${one.written[i]}`).join("，")}`);
  return `${name}：${title}${unit ? `（单位：${unit}）` : ""}。${told.join("；")}。`;
}
