// The four drawings. Each takes a figure and a width in pixels and gives `high`, `shapes`, and a `legend` of keys and texts.
// Colour only helps: bars carry their names, lines have marks of their own, parts of a whole are numbered.

import { svg } from "./dom.js";

const COLOURS = ["#14523f", "#9a5b00", "#1f5f99", "#8a2f5d", "#5a5e00", "#4b4b9b", "#7a3b1e", "#4e5a54"]; // on white ≥ 4.5 : 1
const TEXT = 14;
const LINE = 20;
const BAR = 22;

const sum = (values) => values.reduce((all, one) => all + one, 0);
const wide = (text) => [...text].reduce((all, one) => all + (one < "\u2e80" ? 0.58 : 1) * TEXT, 0);
const words = (x, y, text, more = {}) => svg("text", { x, y, class: "label", ...more }, text);

/** Horizontal bars in groups, each with its value and the name of its series behind it. */
export function bars({ labels, series }, width) {
  const all = series.flatMap((one) => one.values);
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)];
  const told = (one, row) => (series.length > 1 ? `${one.written[row]}　${one.name}` : one.written[row]);
  const behind = Math.max(...series.flatMap((one) => labels.map((_, row) => wide(told(one, row))))) + 12;
  const scale = Math.max(60, width - behind) / (most - least || 1);
  const zero = -least * scale;
  const shapes = [];
  let y = 0;
  labels.forEach((label, row) => {
    shapes.push(words(0, (y += LINE) - 4, label, { class: "label strong" }));
    series.forEach((one, index) => {
      const value = one.values[row] * scale;
      const place = { x: Math.min(zero, zero + value), y: y + 3, width: Math.max(1, Math.abs(value)), height: BAR - 4 };
      shapes.push(svg("rect", { ...place, fill: COLOURS[index] }));
      shapes.push(words(Math.max(zero, zero + value) + 6, y + BAR - 6, told(one, row)));
      y += BAR;
    });
    y += 10;
  });
  shapes.push(svg("line", { x1: zero, x2: zero, y1: LINE, y2: y - 8, class: "axis" }));
  return { high: y, shapes };
}

/** Lines over the rows, from a rounded least to a rounded most. */
export function lines({ labels, series }, width) {
  const steps = ticks(series.flatMap((one) => one.values));
  const left = Math.max(...steps.map((one) => wide(String(one)))) + 8;
  const [top, bottom, right] = [10, 230, width - 14];
  const x = (row) => left + 10 + (row * (right - left - 10)) / (labels.length - 1);
  const [least, most] = [steps[0], steps.at(-1)];
  const y = (value) => bottom - ((value - least) * (bottom - top)) / (most - least);
  const shapes = steps.flatMap((one) => [
    svg("line", { x1: left, x2: right, y1: y(one), y2: y(one), class: "grid" }),
    words(left - 6, y(one) + 5, String(one), { "text-anchor": "end" }),
  ]);
  const every = Math.ceil((Math.max(...labels.map(wide)) + 12) / ((right - left) / (labels.length - 1)));
  labels.forEach((label, row) => {
    if ((labels.length - 1 - row) % every) return;
    const anchor = row === labels.length - 1 ? "end" : row === 0 ? "start" : "middle";
    const place = anchor === "end" ? Math.min(width, x(row) + wide(label) / 2) : x(row);
    shapes.push(words(place, bottom + 24, label, { "text-anchor": anchor }));
  });
  series.forEach((one, index) => {
    const points = one.values.map((value, row) => `${x(row)},${y(value)}`).join(" ");
    shapes.push(svg("polyline", { points, fill: "none", stroke: COLOURS[index], "stroke-width": 2.5 }));
    shapes.push(one.values.map((value, row) => mark(x(row), y(value), index)));
  });
  const legend = series.map((one, index) => ({ key: mark(10, 10, index), text: one.name }));
  return { high: bottom + 34, shapes, legend };
}

/** Round numbers that enclose `values`, at least two. */
function ticks(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const rough = (most - least || Math.abs(most) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const first = Math.floor(least / step);
  const count = Math.max(1, Math.ceil(most / step) - first);
  return Array.from({ length: count + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** A circle, square, triangle or lozenge. */
function mark(x, y, index) {
  const outlines = [
    "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z",
    "M-4.500,-4.500h9v9h-9Z",
    "M0,-6l6,10.500h-12Z",
    "M0,-6.500l6.500,6.500l-6.500,6.500l-6.500,-6.500Z",
  ];
  return svg("path", { d: outlines[index % 4], transform: `translate(${x} ${y})`, fill: COLOURS[index], class: "mark" });
}

/** Parts of a whole as a ring, clockwise from the top. */
export function ring(figure, width) {
  const radius = Math.min(110, width / 2 - 20);
  const [middle, high, thick] = [width / 2, 2 * radius + 12, radius * 0.42];
  const around = 2 * Math.PI * (radius - thick / 2);
  const shapes = parts(figure).flatMap(({ before, share, index }) => {
    const turn = 2 * Math.PI * (before + share / 2);
    const [x, y] = [middle + Math.sin(turn) * (radius - thick / 2), high / 2 - Math.cos(turn) * (radius - thick / 2)];
    const arc = svg("circle", {
      cx: middle, cy: high / 2, r: radius - thick / 2, fill: "none", stroke: COLOURS[index], "stroke-width": thick,
      "stroke-dasharray": `${Math.max(0, share * around - 2)} ${around}`, "stroke-dashoffset": -before * around,
      transform: `rotate(-90 ${middle} ${high / 2})`,
    });
    return [arc, share > 0.04 ? numeral(x, y, index) : null];
  });
  return { high, shapes, legend: legendOf(figure) };
}

/** Parts of a whole as one bar. */
export function band(figure, width) {
  const shapes = parts(figure).flatMap(({ before, share, index }) => [
    svg("rect", { x: before * width, y: 0, width: Math.max(1, share * width - 2), height: 52, fill: COLOURS[index] }),
    share * width > 16 ? numeral((before + share / 2) * width, 26, index) : null,
  ]);
  return { high: 52, shapes, legend: legendOf(figure) };
}

const numeral = (x, y, index) => words(x, y + 5, String(index + 1), { "text-anchor": "middle", class: "label inside" });

/** Where each part begins, and its share (0 to 1). */
function parts({ series: [{ values }] }) {
  const whole = sum(values) || 1;
  return values.map((value, index) => ({ index, share: value / whole, before: sum(values.slice(0, index)) / whole }));
}

function legendOf(figure) {
  const [{ written }] = figure.series;
  const isPercent = /^[%％]$/.test(figure.unit);
  return parts(figure).map(({ share, index }) => ({
    key: [svg("rect", { width: 20, height: 20, fill: COLOURS[index] }), numeral(10, 10, index)],
    text: `${figure.labels[index]}　${written[index]}${figure.unit}${isPercent ? "" : `（${(share * 100).toFixed(1)}%）`}`,
  }));
}
