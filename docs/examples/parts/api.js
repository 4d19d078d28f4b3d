// Asking the API: JSON or a problem that a reader understands. Nothing of the reader is sent along.

import { API, OFFICE } from "../config.js";

const PATIENCE = 20_000; // milliseconds
const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Why there is nothing to show: `title` and `text` for the reader; `successor` is an address that replaces what is gone. */
export class Problem extends Error {
  constructor(title, text, { canRetry = false, successor = null } = {}) {
    super(`${title} ${text}`);
    Object.assign(this, { title, text, canRetry, successor });
  }
}

const unreachable = () =>
  new Problem("暂时连接不上", "没有连接上数据接口。请检查网络，稍后再试。", { canRetry: true });
/** A refused link names no origin that may read the answer: to a browser that is the same as a line that is down. */
const refusedOrUnreachable = () =>
  new Problem(
    "草稿打不开",
    "预览链接可能无效、已经过期或者已被收回，也可能是暂时连接不上。请向发来链接的人核实，或者稍后再试。",
    { canRetry: true },
  );
const unreadable = () =>
  new Problem("暂时读不到内容", "数据接口返回的不是可以读取的数据（JSON）。请稍后再试；仍然如此的，请告诉网站管理员。", {
    canRetry: true,
  });

/** The answer at `path` of the public API. Empty parameters are left out, as the API refuses them. Throws Problem. */
export function ask(path, parameters = {}) {
  const address = new URL(path, API);
  for (const [name, value] of Object.entries(parameters)) if (value) address.searchParams.set(name, value);
  return answer(address, {});
}

/** Everything about one publication: its entry, and its page with typed blocks. Throws Problem. */
export async function askForPublication(uid) {
  if (!UID.test(uid)) throw new Problem("没有找到", "网址不完整或者有误，请从列表中重新打开。");
  const whole = ask("/api/v2/pages/find/", { uid });
  whole.catch(() => {}); // the entry knows better why: 410 tells what replaces it
  const entry = await ask(`/api/v1/entries/${uid}/`);
  return { entry, page: await whole };
}

/** The draft that a link of the back office opens. The token goes into the body: addresses are logged. Throws Problem. */
export function askForDraft(token) {
  const address = new URL("/api/v2/preview/", OFFICE);
  return answer(address, { method: "POST", body: new URLSearchParams({ token }), cache: "no-store" }, refusedOrUnreachable);
}

async function answer(address, options, silence = unreachable) {
  const signal = AbortSignal.timeout(PATIENCE);
  let response, text;
  try {
    response = await fetch(address, { credentials: "omit", signal, ...options });
    text = await response.text();
  } catch {
    throw silence();
  }
  const data = parsed(text);
  if (response.ok && data !== undefined) return data;
  throw response.ok ? unreadable() : refusal(response.status, data ?? {});
}

function parsed(text) {
  try {
    const data = JSON.parse(text);
    return typeof data === "object" && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}

/** v1 tells the reason under `detail`, v2 under `message`. */
function refusal(status, { detail, message, reason_text: reason, successor_url: successor }) {
  const told = [detail, message].find((one) => typeof one === "string") ?? "";
  if (status === 410) {
    const why = reason ? `该信息已撤下，原因：${reason}。` : "该信息已撤下。";
    return new Problem("信息已撤下", why, { successor });
  }
  if (status === 404) return new Problem("没有找到", `${told}请核对网址，或者从目录中查找。`);
  if (status === 400) return new Problem("条件有误", told || "请求的条件有误，请重新选择。");
  return new Problem("服务暂时出错", "数据接口暂时出错，请稍后再试。", { canRetry: true });
}
