// Typed tables and series. The API sends numbers as strings, so that no digit is lost; here they are only separated.

import { el, table } from "./dom.js";

const UNITS = { yuan: "元", wan_yuan: "万元", percent: "%" };
const WORDS = new Set(["text", "date"]);

/** "1234567.50" → "1,234,567.50" */
export function number(text) {
  const [whole, fraction] = String(text).split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** A block `table` or `figures`: `columns` with type and heading, `rows` of strings or null. */
export function typedTable({ caption, columns, rows }, options) {
  const heads = columns.map(({ type, heading }) => ({
    heading: type in UNITS ? `${heading}（${UNITS[type]}）` : heading,
    isNumber: !WORDS.has(type),
  }));
  const cells = rows.map((row) => row.map((cell, index) => shown(cell, columns[index].type)));
  return table(caption || "数据表", heads, cells, options);
}

function shown(cell, type) {
  if (cell === null || cell === undefined) return "—";
  return WORDS.has(type) ? cell : number(cell);
}

/** A block `series`: one indicator over time. */
export function series({ name, unit, caliber, source, points }) {
  const columns = [
    { heading: "时期" },
    { heading: unit ? `数值（${unit}）` : "数值", isNumber: true },
    { heading: "同比（%）", isNumber: true },
  ];
  const rows = points.map((one) => [one.label, number(one.value), one.yoy === null ? "—" : number(one.yoy)]);
  const notes = [caliber && `口径：${caliber}`, source && `数据来源：${source}`].filter(Boolean);
  return [table(name, columns, rows), notes.length ? el("p", { class: "fine" }, notes.join("　")) : null];
}
