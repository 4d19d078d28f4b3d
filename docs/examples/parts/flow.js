// A process: an ordered list that looks like a flow chart. So it is drawing and text in one, on every screen and on paper.

import { el } from "./dom.js";

/** The block `flow`: steps, and questions whose 否 leads to `otherwise`. */
export function flow({ heading, steps }, id) {
  return el(
    "section",
    { class: "flow-part" },
    el("h2", { id }, heading),
    el("ol", { class: "flow" }, steps.map((one) => (one.kind === "decision" ? question(one) : step(one)))),
  );
}

function step({ name, actor, time, text }) {
  const who = [actor, time].filter(Boolean).join("，");
  return el(
    "li",
    {},
    el("div", { class: "box" }, el("strong", {}, name), who ? el("span", { class: "who" }, who) : null, text ? el("p", {}, text) : null),
  );
}

function question({ name, text, otherwise }) {
  return el(
    "li",
    { class: "question" },
    el("div", { class: "box" }, el("strong", {}, name.replace(/[?？]?$/, "？")), text ? el("p", {}, text) : null),
    el("p", { class: "otherwise" }, el("b", {}, "否"), otherwise),
    el("p", { class: "onward" }, el("b", {}, "是"), "进入下一步"),
  );
}
