// An address with ?comment=… leads to a comment: open the panel in which comments stand beside their fields, and go there.
window.addEventListener("load", () => {
  if (!new URLSearchParams(window.location.search).has("comment")) return;
  const toggle = document.querySelector("[data-side-panel-toggle='comments']");
  if (toggle && toggle.getAttribute("aria-expanded") !== "true") toggle.click();

  // Wagtail focuses the comment before the form has its height and the comment its place: look again for three seconds,
  // unless the reader has begun to move.
  let looks = 12;
  const stop = () => (looks = 0);
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach((act) => window.addEventListener(act, stop, { once: true, passive: true }));
  const look = () => {
    if (looks-- <= 0) return;
    const comment = document.querySelector(".comment--focused");
    const place = comment && comment.getBoundingClientRect();
    if (place && (place.top < 0 || place.bottom > window.innerHeight)) comment.scrollIntoView({ block: "center" });
    window.setTimeout(look, 250);
  };
  look();
});
