// An address with ?comment=… leads to a comment. Where there is room, its panel opens beside the fields; on a phone the
// panel would cover them, so that each comment stands above what it speaks of.
window.addEventListener("load", () => {
  const asked = new URLSearchParams(window.location.search).get("comment");
  if (asked === null) return;
  if (window.matchMedia("(max-width: 50em)").matches) showInPlace(asked);
  else openPanel();

  function openPanel() {
    const toggle = document.querySelector("[data-side-panel-toggle='comments']");
    if (toggle && toggle.getAttribute("aria-expanded") !== "true") toggle.click();
    goTo(() => document.querySelector(".comment--focused"));
  }

  function showInPlace(pk) {
    const told = document.getElementById("comments-data");
    const comments = told ? JSON.parse(told.textContent).comments : [];
    for (const comment of comments) {
      const place = placeOf(comment.contentpath);
      if (!place) continue;
      const note = document.createElement("p");
      note.className = "house__note";
      note.dataset.comment = comment.pk;
      note.textContent = comment.text;
      place.before(note);
    }
    goTo(() => document.querySelector(`.house__note[data-comment="${CSS.escape(pk)}"]`));
  }

  // The innermost element that is there: a block may have gone since the comment was written.
  function placeOf(path) {
    let found = null;
    for (const part of path.split(".")) {
      const next = (found || document).querySelector(`[data-contentpath="${CSS.escape(part)}"]`);
      if (!next) break;
      found = next;
    }
    return found;
  }

  // The form has not its height yet: look again for three seconds, unless the reader has begun to move.
  function goTo(find) {
    let looks = 12;
    const stop = () => (looks = 0);
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach((act) => window.addEventListener(act, stop, { once: true, passive: true }));
    const look = () => {
      if (looks-- <= 0) return;
      const element = find();
      const place = element && element.getBoundingClientRect();
      if (place && (place.top < 0 || place.bottom > window.innerHeight)) element.scrollIntoView({ block: "center" });
      window.setTimeout(look, 250);
    };
    look();
  }
});
