// guide.html?uid=… shows one guide; without uid, the list of all.

import { askForPublication } from "../parts/api.js";
import { listOf } from "../parts/listing.js";
import { entitle, show } from "../parts/shell.js";
import { wordsFor } from "../parts/words.js";
import { guide } from "../views/guide.js";

const uid = new URLSearchParams(location.search).get("uid");

show(async () => {
  if (!uid) return listOf("service_guide", "guide.html", "办事指南", "要带什么、到哪里办、多长时间、要花多少钱，一页看明白。");
  const [{ entry, page }, words] = await Promise.all([askForPublication(uid), wordsFor("service_guide")]);
  entitle(page.title);
  return guide(page, words, entry.published_at);
});

// On paper answers that are folded away would be missing.
const folded = () => document.querySelectorAll("details:not([open])");
let opened = [];
addEventListener("beforeprint", () => (opened = [...folded()]).forEach((one) => (one.open = true)));
addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));
