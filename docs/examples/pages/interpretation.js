// interpretation.html?uid=… shows one interpretation; without uid, the list of all.

import { askForPublication } from "../parts/api.js";
import { listOf } from "../parts/listing.js";
import { entitle, show } from "../parts/shell.js";
import { wordsFor } from "../parts/words.js";
import { interpretation } from "../views/interpretation.js";

const uid = new URLSearchParams(location.search).get("uid");

show(async () => {
  if (!uid) return listOf("interpretation", "interpretation.html", "政策解读", "用图表、问答和案例说明文件的主要内容。");
  const [{ entry, page }, words] = await Promise.all([askForPublication(uid), wordsFor("interpretation")]);
  entitle(page.title);
  return interpretation(page, words, entry.published_at);
});
