// What all pages share: links that keep the API, the line that tells what is going on, and problems in words.

import { NAME, pageAddress } from "../config.js";
import { Problem } from "./api.js";
import { el, link } from "./dom.js";

const status = document.getElementById("status");
const content = document.getElementById("content");

/** Say something, also to those who listen. */
export function tell(text) {
  status.textContent = text;
}

/** Give the browser's window its title. */
export function entitle(title) {
  document.title = `${title} - ${NAME}`;
}

/** Show what `work` makes (an array of nodes), or why there is nothing. The last word of `work` to `tell` stays. */
export async function show(work) {
  tell("正在读取……");
  content.setAttribute("aria-busy", "true");
  try {
    const nodes = await work();
    content.replaceChildren(...nodes);
    if (status.textContent === "正在读取……") tell("");
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    content.replaceChildren(); // with the heading of what was there
    content.append(notice(error instanceof Problem ? error : unexpected(), () => show(work)));
    tell("");
  } finally {
    content.removeAttribute("aria-busy");
  }
}

const unexpected = () => new Problem("页面没有显示出来", "显示这一页时出了错，请稍后再试。", { canRetry: true });

function notice(problem, again) {
  const retry = el("button", { type: "button", class: "button" }, "重新读取");
  retry.addEventListener("click", again);
  entitle(problem.title);
  return el(
    "section",
    { class: "problem", role: "alert" },
    el(document.querySelector("main h1") ? "h2" : "h1", {}, problem.title),
    el("p", {}, problem.text),
    problem.successor ? el("p", {}, "已由此替代：", link(problem.successor, problem.successor)) : null,
    el("p", { class: "actions" }, problem.canRetry ? retry : null, el("a", { href: pageAddress("index.html") }, "回到目录首页")),
  );
}

for (const one of document.querySelectorAll("a[data-page]")) one.href = pageAddress(one.dataset.page);
for (const one of document.querySelectorAll("[data-name]")) one.textContent = NAME;
